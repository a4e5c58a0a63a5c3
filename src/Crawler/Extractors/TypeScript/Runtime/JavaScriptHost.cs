using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.TypeScript.Modules;
using Catalog.Crawler.Extractors.TypeScript.Registrations;
using Catalog.Crawler.Extractors.TypeScript.Schemas;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.TypeScript.Runtime;

/// <summary>What JavaScript, Node and the libraries that are modelled mean to the machine.</summary>
internal sealed class JavaScriptHost : ILanguageHost
{
    private const int MostDefined = 50_000;

    private static readonly HashSet<string> Globals = new(StringComparer.Ordinal)
    {
        "process", "console", "Object", "Array", "JSON", "Map", "Set", "WeakMap", "WeakSet", "Promise", "String", "Number", "Boolean", "Math", "Symbol", "parseInt", "parseFloat", "globalThis", "global", "structuredClone", "Reflect", "RegExp", "Date",
        "Error", "Function", "Proxy", "Infinity", "setTimeout", "setInterval", "setImmediate", "queueMicrotask", "Buffer", "URL", "fetch", "encodeURIComponent",
    };

    private readonly ModuleGraph _graph;
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

    public Value Member(Machine machine, Value target, string name)
    {
        switch (target.Primary)
        {
            case UnknownValue unknown:
                return UnknownMember(unknown, name);
            case ConstantValue { Text: { } text } constant:
                return TextMembers.Member(constant, text, name);
            case ConstantValue constant when name is "toString" or "toFixed":
                return Native.Of(name, (_, _) => Native.Text(constant.ToString(), constant));
            case ListValue list:
                return ListMembers.Member(machine, list, name);
            case SchemaValue schema:
                return ZodMethods.Member(machine, schema, name);
            case RecordValue { Tag: EvaluatedModule module } exports:
                return FromWhole(machine, module, exports, name);
            case RecordValue { Tag: CommandLine line } parser:
                return line.Member(parser, name);
            case RecordValue { Tag: GivenOptions } when name is not ("hasOwnProperty" or "toString" or "then"):
                return GivenOptions.Missing(name);
            case RecordValue { Tag: RegisteredTool tool } when tool.MemberOrNull(name) is { } change:
                return change;
            case RecordValue { Tag: ListValue entries } map:
                return MapMembers.Member(machine, map, entries, name);
            case RecordValue record:
                return RecordMembers.Of(record, name);
            case FunctionValue function:
                return FunctionMembers.Of(function, name);
            case ClassValue type:
                return name == "default" ? type : UnknownValue.Plain;
            case NativeValue:
                return UnknownValue.Plain;
            default:
                return target.Taint is null ? UnknownValue.Plain : ConstantValue.Undefined.With(target.Taint, partial: false);
        }
    }

    public Value? Intercept(Machine machine, Value callee, CallSite call)
    {
        if (callee is FunctionValue && call.Name is "__importDefault" or "__importStar" or "__toESM" or "__toCommonJS" && call.Arguments.Count > 0)
        {
            return call.Arguments[0];
        }

        if (call.Name is "__decorate" or "_ts_decorate")
        {
            _decorated.Applied(machine, call);
            return call.Arguments.Count == 2 ? call.Arguments[1] : UnknownValue.Plain;
        }

        if (call.Name == "__awaiter" && call.Arguments is [var self, _, _, FunctionValue body, ..])
        {
            return machine.Invoke(new FunctionValue(body.Node, body.Scope) { This = self, Home = body.Home }, new CallSite { Node = call.Node, File = call.File, This = self, Arguments = [], IsAwaiter = true });
        }

        if (callee is FunctionValue { Home: { } home } && call.This is RecordValue parser && CommandLine.IsParser(home))
        {
            return CommandLine.Of(parser).Member(parser, call.Name) is NativeValue known ? known.Call(machine, call) : UnknownValue.Plain;
        }

        if (call.Name is "action" or "command" && callee is FunctionValue)
        {
            // A parser of command lines, bundled: which of its commands runs is decided by arguments that nobody knows.
            machine.Later(ListValue.Of(call.Arguments.Where(static a => a is FunctionValue)));
        }

        if (_bundled.MakeOrNull(machine, callee, call) is { } schema)
        {
            return schema;
        }

        if (callee is FunctionValue && call.Name is "zodToJsonSchema" or "toJSONSchema" or "toJsonSchemaCompat" && call[0] is SchemaValue)
        {
            return ForeignDefinitions.Converted(machine, call);
        }

        return _registrations.ReadOrNull(machine, callee, call);
    }

    public Value CallUnknown(Machine machine, Value callee, CallSite call)
    {
        if (callee is UnknownValue { Module: GlobalFunctions.Module } global)
        {
            if (GlobalFunctions.CallOrNull(machine, global.Path, call) is { } known)
            {
                return known;
            }

            if (global.Path == "require" && Native.TextOrNull(call, 0) is { } required && machine.Current is { } current)
            {
                return Import(machine, current, required);
            }

            if (global.Path == "URL" && NodeLibraries.UrlOrNull(call) is { } url)
            {
                return url;
            }
        }
        else if (callee is UnknownValue { Module: { } module } outside)
        {
            NoteUse(module, outside, call);
            if (IsZod(outside) && _zod.FactoryOrNull(outside.LastName) is { } factory)
            {
                return factory.Call(machine, call);
            }

            if (_toolkits.CallOrNull(machine, outside, call) is { } ofToolkit)
            {
                return ofToolkit;
            }

            if (CommandLine.ParserOrNull(outside) is { } parser)
            {
                return parser;
            }

            if (CommandLine.CommandOrNull(machine, outside, call) is { } command)
            {
                return command;
            }

            if (outside.LastName == "parseArgs" && module is "util" or "node:util")
            {
                return CommandLine.Parsed(machine, call);
            }

            if (_node.CallOrNull(module, outside.LastName, call) is { } ofNode)
            {
                return ofNode;
            }

            if (ForeignDefinitions.DefinitionOrNull(outside, call) is { } definition)
            {
                machine.Later(definition.FindOrNull("register") ?? ConstantValue.Undefined);
                return definition;
            }

            if (_schemas.MakeOrNull(machine, outside, call) is { } schema)
            {
                return schema;
            }

            if ((outside.LastName is "zodToJsonSchema" or "toJSONSchema" or "toJsonSchema" or "toJsonSchemaCompat" || (module == "zod-to-json-schema" && outside.LastName == "default") || outside.Path.EndsWith("JSONSchema.make", StringComparison.Ordinal)) && call[0] is SchemaValue or RecordValue)
            {
                return ForeignDefinitions.Converted(machine, call);
            }

            if (outside.LastName is "dedent" or "stripIndent" or "outdent" or "codeBlock" or "trimIndent" or "default" && call[0] is ConstantValue { Text: { } text } constant && (outside.LastName != "default" || outside.Module!.Contains("dent", StringComparison.Ordinal)))
            {
                return Native.Text(Indentation.Remove(text), constant);
            }
        }

        // Promises are their values here: what waits for one gets it at once.
        if (call.Name is "then" or "finally" && callee is UnknownValue && call.Arguments.Count > 0)
        {
            return machine.Call(call.Arguments[0], call.This is UnknownValue or ConstantValue { IsNothing: true } ? UnknownValue.Plain : call.This);
        }

        foreach (var argument in call.Arguments)
        {
            machine.Later(argument);
        }

        return callee is UnknownValue unknown ? unknown.Called() : UnknownValue.Plain;
    }

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

    /// <summary>Dependencies that are handed a server to register tools on it, and clients of a remote server.</summary>
    private void NoteUse(string module, UnknownValue outside, CallSite call)
    {
        if (outside.LastName is "StreamableHTTPClientTransport" or "SSEClientTransport" or "experimental_createMCPClient")
        {
            Remote = call[0] is ConstantValue { Text: { } address } ? address : Remote ?? "";
        }
        else if (outside.LastName.Contains("tool", StringComparison.OrdinalIgnoreCase) && call.Arguments.Any(static a => a.Primary is UnknownValue { Module: not null } server && server.Path.EndsWith("()", StringComparison.Ordinal) && RegistrationReader.IsServer(server.LastName)))
        {
            Wishes.Registers(module);
        }
    }

    private static RecordValue CommonModule(EvaluatedModule module)
    {
        var record = new RecordValue { IsOpen = true };
        record.Set("exports", module.Exports);
        module.Scope.Declare("module", new Binding(record, 0));
        return record;
    }

    private static bool IsZod(UnknownValue value) =>
        (value.Module!.StartsWith("zod", StringComparison.Ordinal) && !value.Module.StartsWith("zod-", StringComparison.Ordinal))
        || value.Module is "npm:zod" or "astro/zod" or "v3" or "@hono/zod-openapi"
        || value.Path.StartsWith("z.", StringComparison.Ordinal)
        || value.Path.StartsWith("zod.", StringComparison.Ordinal);

    private Value UnknownMember(UnknownValue unknown, string name)
    {
        if (unknown.Module == GlobalFunctions.Module)
        {
            return GlobalFunctions.MemberOrNull(unknown, name) ?? GlobalFunctions.ConstantOrNull($"{unknown.Path}.{name}") ?? unknown.Member(name);
        }

        if (unknown.Module is "process" or "node:process")
        {
            var global = new UnknownValue { Module = GlobalFunctions.Module, Path = "process" };
            return name == "default" ? global : UnknownMember(unknown.Path.Length == 0 ? global : new UnknownValue { Module = GlobalFunctions.Module, Path = "process." + unknown.Path }, name);
        }

        return unknown.Module is null ? unknown
            : SchemaLibraries.MemberOrNull(unknown, name) is { } schema ? schema
            : NodeLibraries.ConstantOrNull(unknown.Module, unknown.Path.Length == 0 || unknown.Path is "default" or "posix" ? name : "") is { } constant ? constant
            : ParserOrNull(unknown) is { } parser && name is not ("default" or "hideBin" or "Parser" or "Command" or "Option" or "Argument" or "createCommand" or "program") ? ((CommandLine)parser.Tag!).Member(parser, name)
            : unknown.Member(name);
    }

    /// <summary>The one parser of command lines that a module gives to all of its importers.</summary>
    private RecordValue? ParserOrNull(UnknownValue value)
    {
        if (!_parsers.TryGetValue(value.Module!, out var parser) && CommandLine.SharedOrNull(value) is { } made)
        {
            _parsers[value.Module!] = parser = made;
        }

        return CommandLine.SharedOrNull(value) is null ? null : parser;
    }

    /// <summary>A name that a file gives on from others: <c>export * from</c>.</summary>
    private Value FromWhole(Machine machine, EvaluatedModule module, RecordValue exports, string name)
    {
        if (!_looking.Add(module))
        {
            return UnknownValue.Plain;
        }

        Value? outside = null;
        foreach (var other in module.ExportedWhole)
        {
            var value = machine.GetMember(other(), name);
            if (value is UnknownValue)
            {
                outside ??= value;
            }
            else if (value is not ConstantValue { IsUndefined: true })
            {
                _looking.Remove(module);
                return value;
            }
        }

        _looking.Remove(module);
        if (outside is not null)
        {
            return outside;
        }

        // A CommonJS file is its own default.
        return name == "default" && module.Scope.Has("module") || (name == "default" && exports.Keys.Count > 0 && exports.FindOrNull("default") is null && exports.FindOrNull("__esModule") is not null)
            ? exports
            : module.IsDone && !exports.IsOpen && name != "default" ? ConstantValue.Undefined : name == "default" && exports.Keys.Count > 0 ? exports : UnknownValue.Plain;
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
