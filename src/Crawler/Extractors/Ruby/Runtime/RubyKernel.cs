using System.Globalization;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Ruby.Lowering;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Ruby.Runtime;

/// <summary>Functions that are there without an object, classes of Ruby's library, and operators.</summary>
internal static class RubyKernel
{
    /// <summary>What a call of something from outside gives, by its path; null where it is not modelled.</summary>
    public static Value? OfOrNull(Machine machine, string path, CallSite call)
    {
        switch (path)
        {
            case ".format" or ".sprintf" when Native.TextOrNull(call, 0) is { } pattern:
                return Format(machine, pattern, [.. call.Arguments.Skip(1)]);
            case ".exit" or ".exit!" or ".abort":
                machine.Abort();
                return UnknownValue.Plain;
            case ".Array" when call.Arguments.Count > 0:
                return machine.ItemsOrNull(call[0]) is not null && call[0] is ListValue ? call[0] : ListValue.Of([call[0]]);
            case "ENV.fetch" or "ENV.[]":
                return Machine.Taint(call.Arguments.Count > 1 ? call.Arguments[1] : ConstantValue.Null, Native.TextOrNull(call, 0) ?? "an environment variable");
            case "ENV.key?" or "ENV.has_key?" or "ENV.include?":
                return Machine.Taint(ConstantValue.False, Native.TextOrNull(call, 0) ?? "an environment variable");
            case "Class.new":
                return NewClass(machine, call);
            case "Set.new" or "Array.new" when call.Arguments.Count == 0 || call[0] is ListValue:
                return call.Arguments.Count == 0 ? new ListValue { Depth = machine.Depth } : call[0];
            case "Hash.new":
                return new RecordValue { Depth = machine.Depth };
            case "Struct.new" or "Data.define":
                return NewClass(machine, new CallSite { Node = call.Node, File = call.File, This = call.This, Arguments = [], Named = call.Named });
            default:
                return null;
        }
    }

    /// <summary>A class without a name: <c>Class.new(Base) do … end</c>; its block is its body.</summary>
    public static ClassValue NewClass(Machine machine, CallSite call)
    {
        var node = new FactNode(FactKind.Class, null, [FactNode.Absent, FactNode.Absent, FactNode.Absent], call.Node.Line, call.Node.Column);
        var module = machine.Current!;
        var type = new ClassValue(node, new Scope(module.Scope, module)) { Base = call.Arguments.Count > 0 ? call.Arguments[0].Primary : null };
        machine.Host.Made(machine, node, type, module);
        if (call.Named.GetValueOrDefault(LocalNames.Block) is { } body)
        {
            RubyHost.RunIn(machine, body, type);
        }

        return type;
    }

    public static Value Binary(string operation, Value left, Value right)
    {
        switch (operation)
        {
            case "<<" when left is ListValue list:
                list.Items.Add(new Slot(right, null));
                return list;
            case "<<" or "+" when left is ConstantValue { Text: { } first } && right is ConstantValue { Text: { } second }:
                return ConstantValue.Of(first + second).With(left.Taint ?? right.Taint, left.Partial || right.Partial);
            case "+" or "|" when left is ListValue a && right is ListValue b:
                return new ListValue { Items = [.. a.Items, .. b.Items], IsOpen = a.IsOpen || b.IsOpen, Depth = a.Depth };
            case "+" or "|" when left is ListValue known:
                return new ListValue { Items = [.. known.Items], IsOpen = true, Depth = known.Depth };
            case "-" when left is ListValue all && right is ListValue { IsOpen: false } without:
                return new ListValue { Items = [.. all.Items.Where(i => !without.Items.Exists(w => Same(w.Value, i.Value)))], IsOpen = all.IsOpen, Depth = all.Depth };
            case "%" when left is ConstantValue { Text: { } pattern } && right is ConstantValue { Text: { } put } && pattern.Contains("%s", StringComparison.Ordinal):
                return Native.Text(pattern.Replace("%s", put, StringComparison.Ordinal), left);
            default:
                return left is ConstantValue x && right is ConstantValue y && !x.Partial && !y.Partial ? OfConstants(operation, x, y) : UnknownValue.Tainted(left.Taint ?? right.Taint);
        }
    }

    /// <summary>A pattern of <c>format</c> with what stands for its places; a place that is no plain text or number leaves a hole.</summary>
    public static Value Format(Machine machine, string pattern, IReadOnlyList<Value> arguments)
    {
        var parts = new List<Value>();
        var next = 0;
        var start = 0;
        for (var at = pattern.IndexOf('%', StringComparison.Ordinal); at >= 0 && at + 1 < pattern.Length; at = pattern.IndexOf('%', start))
        {
            parts.Add(ConstantValue.Of(pattern[start..at]));
            var name = pattern[at + 1] is '{' or '<' ? pattern.IndexOfAny(['}', '>'], at) : -1;
            if (name > 0)
            {
                parts.Add(arguments.Count > 0 ? machine.GetMember(arguments[0], pattern[(at + 2)..name]) : UnknownValue.Plain);
                start = pattern[at + 1] == '<' ? Math.Min(pattern.Length, name + 2) : name + 1;
                continue;
            }

            parts.Add(pattern[at + 1] == '%' ? ConstantValue.Of("%") : pattern[at + 1] is 's' or 'd' or 'p' && next < arguments.Count ? arguments[next++] : UnknownValue.Plain);
            start = at + 2;
        }

        parts.Add(ConstantValue.Of(pattern[Math.Min(start, pattern.Length)..]));
        return machine.Join(parts);
    }

    /// <summary>True where two values are known to be equal.</summary>
    public static bool Same(Value left, Value right) =>
        ReferenceEquals(left.Primary, right.Primary) || (left.Primary is ConstantValue a && right.Primary is ConstantValue b && Equals(a.Content, b.Content));

    private static Value OfConstants(string operation, ConstantValue left, ConstantValue right)
    {
        var taint = left.Taint ?? right.Taint;
        return operation switch
        {
            "==" or "===" or "eql?" => ConstantValue.Of(Equals(left.Content, right.Content)).With(taint, partial: false),
            "!=" => ConstantValue.Of(!Equals(left.Content, right.Content)).With(taint, partial: false),
            "*" when left.Content is double x && right.Content is double y => ConstantValue.Of(x * y),
            "*" when left.Text is { } text && right.Content is double times and >= 0 && text.Length * times < EvaluationBudget.LongestText => ConstantValue.Of(string.Concat(Enumerable.Repeat(text, (int)times))),
            "-" when left.Content is double x && right.Content is double y => ConstantValue.Of(x - y),
            "/" when left.Content is double x && right.Content is double y and not 0 => ConstantValue.Of(Math.Floor(x / y)),
            "**" when left.Content is double x && right.Content is double y => ConstantValue.Of(Math.Pow(x, y)),
            ">" when left.Content is double x && right.Content is double y => ConstantValue.Of(x > y),
            "<" when left.Content is double x && right.Content is double y => ConstantValue.Of(x < y),
            ">=" when left.Content is double x && right.Content is double y => ConstantValue.Of(x >= y),
            "<=" when left.Content is double x && right.Content is double y => ConstantValue.Of(x <= y),
            "%" when left.Text is { } pattern && right.Content is double number => Native.Text(pattern.Replace("%d", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal), left),
            _ => UnknownValue.Tainted(taint),
        };
    }
}
