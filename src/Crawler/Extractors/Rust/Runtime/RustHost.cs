using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Linking;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Rust.Runtime;

/// <summary>What Rust means by names, members and calls that the program does not define itself, as far as lists of tools are made with them.</summary>
internal sealed class RustHost(RustItems items, SnapshotFiles files, Func<FactNode, EvaluatedModule, Value?> schemaOf) : ILanguageHost
{
    private readonly Dictionary<FactNode, Value> _constants = [];
    private readonly HashSet<FactNode> _running = [];

    /// <summary>The machine that evaluates with this host.</summary>
    public required Func<Machine> Machine { get; init; }

    /// <summary>The package's name and version, for <c>env!</c>.</summary>
    public required PackageManifest Manifest { get; init; }

    /// <summary>Told of every record that the source makes.</summary>
    public Action<RecordValue>? OnMade { get; set; }

    /// <summary>Told when code is entered or left that answers one constant.</summary>
    public Action<string, bool>? OnMatched { get; set; }

    public Value Global(string name, EvaluatedModule module)
    {
        var parts = name.Split("::");
        var item = (parts.Length > 1 ? items.MemberOrNull(parts[^2], parts[^1], module) : null) ?? items.FindOrNull(name, module, static i => i.TypeKind is null);
        return item is null ? Outside(name) : Of(item);
    }

    /// <summary>The value of an item: a constant's, or the function.</summary>
    public Value Of(RustItem item)
    {
        if (item.Node.Kind == FactKind.Function)
        {
            return new FunctionValue(item.Node, item.Module.Scope);
        }

        if (_constants.TryGetValue(item.Node, out var known))
        {
            return known;
        }

        if (item.Node.Kind != FactKind.Declare || !_running.Add(item.Node))
        {
            return UnknownValue.Plain;
        }

        var value = Machine().Evaluate(item.Node[0][1], item.Module.Scope, new Frame(UnknownValue.Plain, null, 0));
        _running.Remove(item.Node);
        _constants[item.Node] = value;
        return value;
    }

    public Value Member(Machine machine, Value target, string name) =>
        target switch
        {
            RecordValue record => RustMembers.OfRecord(record, name) ?? Own(machine, target, name),
            ListValue list => RustMembers.OfList(list, name) ?? RustMembers.Same(name, list) ?? Method(name),
            ConstantValue constant => RustMembers.OfConstant(constant, name) ?? Method(name),
            _ => Own(machine, target, name),
        };

    public Value? Intercept(Machine machine, Value callee, CallSite call) =>
        callee is UnknownValue { Module: "" } outside ? RustCalls.OfOrNull(machine, outside.Path, call, this) : null;

    public Value CallUnknown(Machine machine, Value callee, CallSite call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument is FunctionValue)
            {
                machine.Later(argument);
            }
        }

        return callee is UnknownValue { Module: not null } outside ? outside.Called() : UnknownValue.Plain;
    }

    public Value Import(Machine machine, EvaluatedModule from, string specifier) => UnknownValue.Plain;

    public Value Binary(string operation, Value left, Value right) =>
        left.Primary is ConstantValue { IsNothing: false } a && right.Primary is ConstantValue { IsNothing: false } b && !a.Partial && !b.Partial
            ? operation switch
            {
                "==" or "===" => ConstantValue.Of(Equals(a.Content, b.Content)),
                "!=" => ConstantValue.Of(!Equals(a.Content, b.Content)),
                "*" when a.Content is double x && b.Content is double y => ConstantValue.Of(x * y),
                "-" when a.Content is double x && b.Content is double y => ConstantValue.Of(x - y),
                "/" when a.Content is double x && b.Content is double y && y != 0 => ConstantValue.Of(Math.Floor(x / y)),
                _ => UnknownValue.Plain,
            }
            : UnknownValue.Plain;

    public void Made(Machine machine, FactNode node, Value value, EvaluatedModule module)
    {
        if (value is RecordValue record)
        {
            OnMade?.Invoke(record);
        }
    }

    public void Matched(Machine machine, string constant, bool entered) => OnMatched?.Invoke(constant, entered);

    public Value? Evaluate(Machine machine, FactNode node, Scope scope, Frame frame)
    {
        if (node.Kind != FactKind.TaggedTemplate)
        {
            return null;
        }

        // `schema_for_type::<T>()`, and helpers of the program that end in it: what they say of a type is its schema.
        var name = (node[0].Kind == FactKind.Member ? node[0].Text : node[0].Text?.Split("::")[^1]) ?? "";
        var target = node[0].Kind == FactKind.Member ? machine.Evaluate(node[0][0], scope, frame).Primary : ConstantValue.Undefined;
        if (name.Contains("schema", StringComparison.OrdinalIgnoreCase) && schemaOf(node[1], scope.Module) is { } schema)
        {
            return new NativeValue(name, (_, _) => name.StartsWith("with_", StringComparison.Ordinal) && target is RecordValue tool ? RustCalls.With(tool, name[5..], schema) : schema);
        }

        // `collect::<Map<_, _>>()` makes a map of pairs.
        return name == "collect" && (node[1].Kind == FactKind.Index ? node[1][0] : node[1]).Text is { } kind && kind.EndsWith("Map", StringComparison.Ordinal)
            ? new NativeValue(name, (_, _) => RustMembers.MapOf(target))
            : machine.Evaluate(node[0], scope, frame);
    }

    /// <summary>A file that <c>include_str!</c> names, as seen from the file that does; null where it cannot be read.</summary>
    public string? IncludedOrNull(string from, string path) =>
        SnapshotPath.ResolveOrNull(SnapshotPath.Folder(from), path) is { } found && files.ReadOrNull(found) is { } content ? System.Text.Encoding.UTF8.GetString(content) : null;

    /// <summary>The schema of a type by name, as <c>T::json_schema()</c> asks for it; null where it is not known.</summary>
    public Value? SchemaOrNull(string type, FactNode at, EvaluatedModule from) => schemaOf(new FactNode(FactKind.Name, type, [], at.Line, at.Column), from);

    /// <summary>The schema of a type as lowered; unknown where nothing is known of it.</summary>
    public Value SchemaOf(FactNode type, EvaluatedModule from) => schemaOf(type, from) ?? UnknownValue.Plain;

    private Value Own(Machine machine, Value target, string name)
    {
        if (target is RecordValue { Tag: string type } && machine.Current is { } from && items.MemberOrNull(type, name, from) is { } item)
        {
            return Bound(item, target);
        }

        return RustMembers.Same(name, target) ?? RustTools.BuilderOrNull(target, name) ?? (Value?)MethodOfProgram(machine, name) ?? UnknownValue.Plain;
    }

    /// <summary>A method of the program, found by its name alone where its receiver is not known: <c>self.tools()</c>.</summary>
    private FunctionValue? MethodOfProgram(Machine machine, string name)
    {
        var methods = items.Functions.Where(f => f.Node.Text == name && f.Owner is not null).Take(9).ToList();
        var own = methods.Count == 1 ? methods[0] : methods.Find(m => m.Module == machine.Current);
        return own is null || methods.Count > 8 ? null : Bound(own, UnknownValue.Plain);
    }

    private static FunctionValue Bound(RustItem item, Value self) => new(item.Node, item.Module.Scope) { This = self };

    private static UnknownValue Outside(string path) => new() { Module = "", Path = path };

    private static Value Method(string name) => new UnknownValue { Module = "", Path = "." + name };
}
