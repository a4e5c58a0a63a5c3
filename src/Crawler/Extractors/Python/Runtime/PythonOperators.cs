using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Python.Schemas;

namespace Catalog.Crawler.Extractors.Python.Runtime;

/// <summary>Operators on values.</summary>
internal static class PythonOperators
{
    public static Value Apply(string operation, Value left, Value right)
    {
        var (a, b) = (left.Primary, right.Primary);
        var taint = left.Taint ?? right.Taint ?? a.Taint ?? b.Taint;
        switch (operation)
        {
            case "|" when TypeValue.IsType(a) && TypeValue.IsType(b):
                return new TypeValue(UnknownValue.Plain, "Union", [a, b]);
            case "|" when TypeValue.IsType(a) && b is ConstantValue { Text: not null } || (TypeValue.IsType(b) && a is ConstantValue { Text: not null }):
                return new TypeValue(UnknownValue.Plain, "Union", [a, b]);
            case "|" when a is RecordValue x && b is RecordValue y:
                return Merged(x, y);
            case "+" or "|" when a is ListValue x && b is ListValue y:
                return new ListValue { Items = [.. x.Items, .. y.Items.Take(EvaluationBudget.MostItems)], IsOpen = x.IsOpen || y.IsOpen };
            case "+" when a is ListValue || b is ListValue:
                return new ListValue { Items = [.. ((a as ListValue) ?? (ListValue)b).Items], IsOpen = true };
            case "==" or "===" when Equal(a, b) is { } equal:
                return ConstantValue.Of(equal).With(taint, partial: false);
            case "!=" when Equal(a, b) is { } equal:
                return ConstantValue.Of(!equal).With(taint, partial: false);
            case "in" or "not in" when Contains(b, a) is { } isIn:
                return ConstantValue.Of(isIn == (operation == "in")).With(taint, partial: false);
            case "*" when a is ConstantValue { Text: { } text } && b is ConstantValue { Content: double times } && times >= 0 && times * text.Length < EvaluationBudget.LongestText / 10:
                return ConstantValue.Of(string.Concat(Enumerable.Repeat(text, (int)times))).With(taint, a.Partial);
            case "%" when a is ConstantValue { Text: { } format }:
                return Formatted(format, b, a);
            default:
                return a is ConstantValue { Content: double first } && b is ConstantValue { Content: double second } ? Number(operation, first, second, taint) : UnknownValue.Tainted(taint);
        }
    }

    /// <summary><c>+=</c>: a list grows, so that all who hold it see it.</summary>
    public static Value AddInPlace(Machine machine, CallSite call)
    {
        var (left, right) = (call.Arguments[0], call.Arguments.Count > 1 ? call.Arguments[1] : UnknownValue.Plain);
        switch (left.Primary)
        {
            case ListValue list:
                PythonCollections.Extend(machine, list, right);
                return list;
            case ConstantValue { Text: not null }:
                return machine.Join([left, right]);
            case ConstantValue { Content: double a } when right.Primary is ConstantValue { Content: double b }:
                return ConstantValue.Of(a + b);
            default:
                return UnknownValue.Plain;
        }
    }

    private static Value Number(string operation, double a, double b, string? taint)
    {
        Value result = operation switch
        {
            "-" => ConstantValue.Of(a - b),
            "*" => ConstantValue.Of(a * b),
            "/" when b != 0 => ConstantValue.Of(a / b),
            "//" when b != 0 => ConstantValue.Of(Math.Floor(a / b)),
            "%" when b != 0 => ConstantValue.Of(a - (b * Math.Floor(a / b))),
            "**" => ConstantValue.Of(Math.Pow(a, b)),
            "<" => ConstantValue.Of(a < b),
            ">" => ConstantValue.Of(a > b),
            "<=" => ConstantValue.Of(a <= b),
            ">=" => ConstantValue.Of(a >= b),
            _ => UnknownValue.Plain,
        };
        return Machine.Taint(result, taint);
    }

    private static bool? Equal(Value a, Value b) =>
        (a, b) switch
        {
            (ConstantValue { IsUndefined: true }, _) or (_, ConstantValue { IsUndefined: true }) => null,
            (ConstantValue { Partial: false } x, ConstantValue { Partial: false } y) => Equals(x.Content, y.Content),
            (ConstantValue { IsNothing: true }, not UnknownValue) or (not UnknownValue, ConstantValue { IsNothing: true }) => false,
            _ => null,
        };

    private static bool? Contains(Value list, Value item)
    {
        if (item is not ConstantValue { Partial: false, IsUndefined: false } sought)
        {
            return null;
        }

        switch (list)
        {
            case ConstantValue { Text: { } text, Partial: false } when sought.Text is { } part:
                return text.Contains(part, StringComparison.Ordinal);
            case RecordValue { Class: null, Tag: null } record:
                return record.FindOrNull(sought.ToString()) is not null ? true : record.IsOpen ? null : false;
            case ListValue several when several.Items.TrueForAll(static i => i.Value is ConstantValue && i.Condition is null):
                return several.Items.Exists(i => Equal(i.Value, sought) == true) ? true : several.IsOpen ? null : false;
            default:
                return null;
        }
    }

    private static RecordValue Merged(RecordValue first, RecordValue second)
    {
        var record = new RecordValue { IsOpen = first.IsOpen || second.IsOpen, Node = first.Node, File = first.File };
        foreach (var source in new[] { first, second })
        {
            foreach (var key in source.Keys)
            {
                source.TryGet(key, out var slot);
                record.Set(key, slot.Value, slot.Condition);
            }
        }

        return record;
    }

    /// <summary><c>"…%s…" % x</c> with plain places only.</summary>
    private static ConstantValue Formatted(string format, Value value, Value source)
    {
        var values = value is ListValue { Node.Text: "tuple" } tuple ? tuple.Items.Select(static i => i.Value).ToList() : [value];
        var parts = format.Split("%s");
        var text = parts[0];
        var isPartial = source.Partial || parts.Length - 1 != values.Count;
        for (var i = 1; i < parts.Length; i++)
        {
            var own = i - 1 < values.Count ? values[i - 1].Primary as ConstantValue : null;
            isPartial |= own is null or { Partial: true };
            text += (own?.ToString() ?? "{…}") + parts[i];
        }

        return ConstantValue.Of(text.Replace("%%", "%", StringComparison.Ordinal)).With(source.Taint ?? value.Taint, isPartial);
    }
}
