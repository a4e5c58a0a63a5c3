using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Ruby.Lowering;
using Catalog.Crawler.Extractors.Ruby.Registrations;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Ruby.Runtime;

/// <summary>What Ruby means by names and calls that the program does not define itself.</summary>
internal sealed class RubyHost(RubyConstants constants) : ILanguageHost
{
    /// <summary>What classes say of themselves in their bodies, by calls of methods that they inherit from a library.</summary>
    public Dictionary<ClassValue, ToolBlock> Said { get; } = [];

    public RubyConstants Constants { get; } = constants;

    /// <summary>Told of records that literals made.</summary>
    public Action<RecordValue>? OnMade { get; set; }

    /// <summary>Told when code is entered or left that answers one constant.</summary>
    public Action<string, bool>? OnMatched { get; set; }

    /// <summary>Told of every call of what is not the program's own; it may answer.</summary>
    public Func<UnknownValue, CallSite, Value?>? OnCalled { get; set; }

    /// <summary>What a class said; empty where it said nothing.</summary>
    public ToolBlock SaidBy(ClassValue type)
    {
        var whole = Constants.Whole(type);
        return Said.TryGetValue(whole, out var said) ? said : Said[whole] = new ToolBlock();
    }

    /// <summary>Runs a block as the methods of something: <c>instance_eval</c>.</summary>
    public static Value RunIn(Machine machine, Value block, Value self) =>
        block is FunctionValue function
            ? machine.Invoke(new FunctionValue(function.Node, function.Scope) { This = self, Home = function.Home }, new CallSite { Node = FactNode.Absent, File = function.Scope.Module.Path, This = self, Arguments = [self] })
            : UnknownValue.Plain;

    public Value Global(string name, EvaluatedModule module) => name == LocalNames.Block ? ConstantValue.Null : new UnknownValue { Module = "", Path = name };

    public Value Member(Machine machine, Value target, string name)
    {
        if (name.StartsWith('@'))
        {
            return target is ClassValue or RecordValue { IsOpen: false } ? ConstantValue.Null : UnknownValue.Plain;
        }

        return target switch
        {
            ClassValue type => RubyClasses.MemberOrNull(this, machine, type, name) ?? RubyObjects.MemberOrNull(target, name) ?? Outside(name),
            RecordValue { Tag: IDslTarget dsl } => dsl.Member(machine, name),
            RecordValue { Class: { } type } record => RubyClasses.InstanceOrNull(this, machine, record, type, name) ?? RubyObjects.MemberOrNull(target, name) ?? Outside(name),
            RecordValue record => RubyHashes.MemberOrNull(record, name) ?? RubyObjects.MemberOrNull(target, name) ?? Outside(name),
            ListValue list => RubyLists.MemberOrNull(list, name) ?? RubyObjects.MemberOrNull(target, name) ?? Outside(name),
            FunctionValue function when name is "call" or "()" or "[]" or "yield" => Native.Of(name, (m, call) => m.Invoke(function, call)),
            ConstantValue { IsUndefined: true } => Constants.FunctionOrNull(machine, name) ?? Outside(name),
            ConstantValue { Text: not null } text => RubyTexts.MemberOrNull(text, name) ?? RubyObjects.MemberOrNull(target, name) ?? Outside(name),
            UnknownValue { Module: "", Path.Length: > 0 } outside => outside.Member(name),
            _ => RubyObjects.MemberOrNull(target, name) ?? Outside(name),
        };
    }

    public Value? Intercept(Machine machine, Value callee, CallSite call)
    {
        switch (callee)
        {
            // A method of a class belongs to the class that it is called on, which may inherit it.
            case FunctionValue { This: ClassValue owner } function when call.This is ClassValue receiver && !ReferenceEquals(owner, receiver) && !function.Node.Has(FactFlags.Arrow):
                return machine.Invoke(new FunctionValue(function.Node, function.Scope) { This = receiver, Home = function.Home }, Fitted(function, call) ?? call);
            case FunctionValue function:
                return Fitted(function, call) is { } fitted ? machine.Invoke(function, fitted) : null;
            case ConstantValue when call.This is ClassValue type && call.Name is "name" && (call.Arguments.Count > 0 || Said.ContainsKey(type)):
                return SaidBy(type).Take(machine, "name", call);
            case UnknownValue { Module: "" } outside:
                return OnCalled?.Invoke(outside, call)
                    ?? (call.This is ClassValue self && outside.Path == "." + call.Name ? SaidBy(self).Take(machine, call.Name, call) : RubyKernel.OfOrNull(machine, outside.Path, call));
            default:
                return null;
        }
    }

    public Value CallUnknown(Machine machine, Value callee, CallSite call)
    {
        foreach (var argument in call.Arguments.Concat(call.Named.Where(static n => n.Key == LocalNames.Block).Select(static n => n.Value)))
        {
            if (argument is FunctionValue)
            {
                machine.Later(argument);
            }
        }

        return callee switch
        {
            ConstantValue or ListValue or RecordValue => callee,
            UnknownValue { Module: "" } outside => outside.Called(),
            _ => UnknownValue.Plain,
        };
    }

    public Value Import(Machine machine, EvaluatedModule from, string specifier) => UnknownValue.Plain;

    public Value Binary(string operation, Value left, Value right) => RubyKernel.Binary(operation, left.Primary, right.Primary);

    public Value? Index(Machine machine, Value target, Value index)
    {
        if (target.Primary is UnknownValue { Module: "", Path: "ENV" })
        {
            return Machine.Taint(ConstantValue.Null, (index.Primary as ConstantValue)?.Text ?? "an environment variable");
        }

        return index.Primary is ConstantValue { Content: double and < 0 and var place } && machine.ItemsOrNull(target) is { } items
            ? items.Count + place >= 0 ? items[(int)(items.Count + place)].Value : ConstantValue.Null
            : target.Primary is RecordValue { Class: null, Tag: null, IsOpen: false } record && index.Primary is ConstantValue { IsNothing: false } key && record.FindOrNull(key.ToString()) is null ? ConstantValue.Null : null;
    }

    public void Made(Machine machine, FactNode node, Value value, EvaluatedModule module)
    {
        if (value is ClassValue type)
        {
            Constants.Defined(type, module);
        }
        else if (value is RecordValue record)
        {
            OnMade?.Invoke(record);
        }
    }

    public void Matched(Machine machine, string constant, bool entered) => OnMatched?.Invoke(constant, entered);

    public Value? Evaluate(Machine machine, FactNode node, Scope scope, Frame frame)
    {
        switch (node.Kind)
        {
            case FactKind.Constant:
                var around = node[0].Text!.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                var self = frame.This as ClassValue ?? (frame.This as RecordValue)?.Class;
                var inherited = self?.Chain().Select(static c => c.Name ?? "").Where(static n => n.Length > 0) ?? [];
                return Constants.FindOrNull(machine, node.Text!, around.Concat(inherited), scope) ?? new UnknownValue { Module = "", Path = node.Text!.TrimStart(':') };
            case FactKind.Regex:
                return new RecordValue { Tag = RubyPattern.OfOrNull(node.Text!) };
            default:
                return null;
        }
    }

    /// <summary>Arguments by name that the function takes as one hash; null where they fit as they are.</summary>
    private static CallSite? Fitted(FunctionValue function, CallSite call)
    {
        if (call.Named.Count == 0 || !call.Named.Keys.Any(static k => k != LocalNames.Block))
        {
            return null;
        }

        var parameters = function.Node[0].Children;
        if (parameters.Any(p => p.Has(FactFlags.KeywordOnly) || (p[0].Kind == FactKind.Rest && p[0].Text == "**")) || !parameters.Any(static p => p[0].Text != LocalNames.Block))
        {
            return null;
        }

        var hash = new RecordValue { Node = call.Node, File = call.File };
        foreach (var (name, value) in call.Named.Where(static n => n.Key != LocalNames.Block))
        {
            hash.Set(name, value);
        }

        var block = call.Named.Where(static n => n.Key == LocalNames.Block).ToDictionary(StringComparer.Ordinal);
        return new CallSite { Node = call.Node, File = call.File, This = call.This, Name = call.Name, Arguments = [.. call.Arguments, hash], Named = block, IsOpen = call.IsOpen };
    }

    private static UnknownValue Outside(string name) => new() { Module = "", Path = "." + name };
}
