using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.TypeScript.Modules;
using Catalog.Crawler.Extractors.TypeScript.Registrations;
using Catalog.Crawler.Extractors.TypeScript.Schemas;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.TypeScript.Runtime;

/// <summary>What JavaScript, Node and the libraries that are modelled mean to the machine.</summary>
internal sealed partial class JavaScriptHost : ILanguageHost
{
    private const int MostDefined = 50_000;

    private static readonly HashSet<string> Globals = new(StringComparer.Ordinal)
    {
        "process", "console", "Object", "Array", "JSON", "Map", "Set", "WeakMap", "WeakSet", "Promise", "String", "Number", "Boolean", "Math", "Symbol", "parseInt", "parseFloat", "globalThis", "global", "structuredClone", "Reflect", "RegExp", "Date",
        "Error", "Function", "Proxy", "Infinity", "setTimeout", "setInterval", "setImmediate", "queueMicrotask", "Buffer", "URL", "fetch", "encodeURIComponent",
    };

    private readonly ModuleGraph _graph;
    private readonly ToolCollector _collector;
    private readonly NodeLibraries _node;
    private readonly ZodLibrary _zod;
    private readonly SchemaLibraries _schemas;
    private readonly BundledZod _bundled;
    private readonly RegistrationReader _registrations;
    private readonly DecoratedTools _decorated;
    private readonly EffectToolkits _toolkits;
    private readonly HashSet<EvaluatedModule> _looking = [];
    private readonly List<Value> _defined = [];
    private readonly Dictionary<string, RecordValue> _parsers = new(StringComparer.Ordinal);

    /// <summary>A host for one reading.</summary>
    /// <param name="graph">The files that may be imported.</param>
    /// <param name="collector">Where tools go.</param>
    /// <param name="zodVersion">The major version of zod that the server asks for.</param>
    public JavaScriptHost(ModuleGraph graph, ToolCollector collector, int zodVersion)
    {
        _graph = graph;
        _collector = collector;
        _node = new NodeLibraries(graph.Files);
        _zod = new ZodLibrary(zodVersion);
        _schemas = new SchemaLibraries(_zod);
        _bundled = new BundledZod(_zod);
        _registrations = new RegistrationReader(collector);
        _decorated = new DecoratedTools(collector);
        _toolkits = new EffectToolkits(collector);
    }

    /// <summary>Definitions that no registration may have taken.</summary>
    public DeclaredTools Declared { get; } = new();

    /// <summary>What may be defined in dependencies.</summary>
    public DependencyWishes Wishes { get; } = new();

    /// <summary>The address of the remote server that the code forwards to; empty where it is not constant, null where it forwards to none.</summary>
    public string? Remote { get; private set; }

    /// <summary>Functions and classes of the files that were run, in the order of their definition.</summary>
    public IReadOnlyList<Value> Defined => _defined;

    public int Registered => _collector.Count;

    public Value Global(string name, EvaluatedModule module) =>
        name switch
        {
            "undefined" => ConstantValue.Undefined,
            "NaN" => ConstantValue.Of(double.NaN),
            "Infinity" => ConstantValue.Of(double.PositiveInfinity),
            "require" => Native.Of("require", (machine, call) => Native.TextOrNull(call, 0) is { } specifier ? Import(machine, module, specifier) : UnknownValue.Plain),
            "module" => CommonModule(module),
            "exports" => module.Exports,
            "__importDefault" or "__importStar" or "__toESM" or "__toCommonJS" => Native.Of(name, static (_, call) => call.Arguments.Count > 0 ? call.Arguments[0] : UnknownValue.Plain),
            _ => NodeLibraries.GlobalOrNull(name, module) is { } known ? known : Globals.Contains(name) ? new UnknownValue { Module = GlobalFunctions.Module, Path = name } : UnknownValue.Plain,
        };

    public Value Import(Machine machine, EvaluatedModule from, string specifier)
    {
        if (_graph.ResolveOrNull(from, specifier) is { } module)
        {
            var before = module.HasStarted;
            machine.Run(module);
            if (!before && module.Exports.Tag is null)
            {
                module.Exports.Tag = module;
            }

            return ExportsOf(module);
        }

        if (_graph.JsonOrNull(from, specifier) is { } json)
        {
            return ValueJson.Read(json);
        }

        Wishes.Import(specifier);
        return new UnknownValue { Module = specifier };
    }

    public Value Binary(string operation, Value left, Value right) => Operators.Apply(operation, left, right);

    public void Made(Machine machine, FactNode node, Value value, EvaluatedModule module)
    {
        if (value is RecordValue record)
        {
            _registrations.Made(machine, record);
            Declared.Made(record);
        }
        else if (_defined.Count < MostDefined)
        {
            _defined.Add(value);
        }

        if (value is ClassValue type)
        {
            _decorated.Made(machine, type);
        }
    }

    public void Matched(Machine machine, string constant, bool entered) => _registrations.Matched(machine, constant, entered);

    public Value? Evaluate(Machine machine, FactNode node, Scope scope, Frame frame)
    {
        switch (node.Kind)
        {
            case FactKind.Regex:
                return new RecordValue { Tag = node.Text, IsOpen = true };
            case FactKind.TaggedTemplate:
                return Tagged(machine, node, scope, frame);
            case FactKind.Unary when node.Text == "typeof":
                return machine.Evaluate(node[0], scope, frame).Primary switch
                {
                    ConstantValue { IsUndefined: true } missing => ConstantValue.Of("undefined").With(missing.Taint, partial: false),
                    ConstantValue { Content: string } => ConstantValue.Of("string"),
                    ConstantValue { Content: double } => ConstantValue.Of("number"),
                    ConstantValue { Content: bool } => ConstantValue.Of("boolean"),
                    FunctionValue or NativeValue or ClassValue => ConstantValue.Of("function"),
                    ConstantValue or ListValue or RecordValue => ConstantValue.Of("object"),
                    _ => UnknownValue.Plain,
                };
            case FactKind.Delete:
                return ConstantValue.True;
            default:
                return null;
        }
    }

    /// <summary>What a file gives to those who import it, in either module system.</summary>
    public Value ExportsOf(EvaluatedModule module)
    {
        module.Exports.Tag ??= module;
        return module.Scope.FindOrNull("module")?.Value is RecordValue common && common.FindOrNull("exports")?.Primary is RecordValue or FunctionValue or ClassValue
            ? common.FindOrNull("exports")!.Primary
            : module.Exports;
    }

    private static RecordValue CommonModule(EvaluatedModule module)
    {
        var record = new RecordValue { IsOpen = true };
        record.Set("exports", module.Exports);
        module.Scope.Declare("module", new Binding(record, 0));
        return record;
    }

    private static Value Tagged(Machine machine, FactNode node, Scope scope, Frame frame)
    {
        var tag = machine.Evaluate(node[0], scope, frame);
        var text = machine.Evaluate(node[1], scope, frame);
        var name = node[0].Text ?? "";
        return name.Contains("dent", StringComparison.OrdinalIgnoreCase) && text is ConstantValue { Text: { } written } constant
            ? Native.Text(Indentation.Remove(written), constant)
            : name is "raw" or "md" or "markdown" or "html" or "graphql" or "gql" || tag is UnknownValue ? text : machine.Invoke(tag, new CallSite { Node = node, File = scope.Module.Path, This = ConstantValue.Undefined, Arguments = [ListValue.Of([text])] });
    }
}
