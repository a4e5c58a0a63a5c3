using Catalog.Crawler.Extractors.CSharp.CommandTrees;
using Catalog.Crawler.Extractors.CSharp.Runtime;
using Catalog.Crawler.Extractors.CSharp.Schemas;
using Catalog.Crawler.Extractors.CSharp.Symbols;
using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.CSharp.Registrations;

/// <summary>Sees the registrations that a program makes: types, assemblies, functions, definitions made by hand.</summary>
internal sealed partial class RegistrationReader(FunctionReaderSource functions, string main) : ICallReader
{
    private readonly List<(RecordValue Record, string? Condition, bool IsUnreached)> _made = [];

    /// <summary>Types whose methods are registered, each with the conditions it was seen under; null is none.</summary>
    public Dictionary<TypeSymbol, List<string?>> Types { get; } = [];

    /// <summary>Projects all of whose tool types are registered, with conditions as for <see cref="Types"/>; the key of sources without a project is empty.</summary>
    public Dictionary<string, List<string?>> Assemblies { get; } = new(StringComparer.Ordinal);

    /// <summary>Properties by the names of tools.</summary>
    public Dictionary<string, ConfiguredTool> Configured { get; } = new(StringComparer.Ordinal);

    /// <summary>Tools that are registered one by one, with whether they were seen to be reached.</summary>
    public List<(FoundTool Tool, bool IsUnreached)> Tools { get; } = [];

    /// <summary>Objects of the source's own types that the program makes.</summary>
    public List<RecordValue> Instances { get; } = [];

    /// <summary>True where something was registered that is not constant: types not seen to be registered may be.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>True while what is evaluated was not seen to be reached.</summary>
    public bool IsUnreached { get; set; }

    /// <summary>True where the program makes a server.</summary>
    public bool HasServer { get; private set; }

    public Value? Call(Evaluator evaluator, CallFacts call)
    {
        switch (call.Name)
        {
            case "AddMcpServer":
                HasServer = true;
                return null;
            case "WithTools":
                return WithTools(evaluator, call);
            case "WithToolsFromAssembly":
                HasServer = true;
                Note(Assemblies, Assembly(call), evaluator.Condition);
                return call.Target ?? UnknownValue.Plain;
            case "GetEntryAssembly" when call.Owner == "Assembly":
                return new AssemblyReference(main);
            case "GetExecutingAssembly" or "GetCallingAssembly" when call.Owner == "Assembly":
                return new AssemblyReference(call.Place.File.Project?.Path ?? "");
            case "GetAssembly" when call.Arguments is [TypeReference { Symbol: { } of }]:
                return new AssemblyReference(of.File.Project?.Path ?? "");
            case "GetTypes" or "GetExportedTypes" or "DefinedTypes" when call.Target is AssemblyReference assembly:
                return ToolTypes(evaluator, assembly, call.Place);
            case "WithListToolsHandler":
                foreach (var handler in call.Every.OfType<DelegateValue>())
                {
                    evaluator.Follow(handler);
                }

                return call.Target ?? UnknownValue.Plain;
            case "Create" when call.Owner == "McpServerTool":
                return Create(evaluator, call);
            case "Create" when call.Owner == "AIFunctionFactory" && call.Argument(0, "method") is DelegateValue function:
                return Options(call) is { } options
                    ? new FunctionTool(function, options.FindOrNull("Name"), options.FindOrNull("Description"))
                    : new FunctionTool(function, call.Argument(1, "name"), call.Argument(2, "description"));
            case "GetMethod" when call.Target is TypeReference { Symbol: { } type } && call.Arguments is [ConstantValue { Text: { } name }, ..]:
                return evaluator.MemberOrNull(type, name, null);
            case "GetMethods" when call.Target is TypeReference { Symbol: { } type }:
                return ListValue.Of(ToolMethods(evaluator, type).Select(m => evaluator.MemberOrNull(type, m.Name, null)).OfType<Value>());
            case "GetRequiredService" or "GetService" or "CreateInstance" when call.Types is [TypeReference { Symbol.Keyword: "class" or "record" } service]:
                return evaluator.Instantiate(service);
            case "RegisterOptions" or "AddOptions" when call.Types is [TypeReference { Symbol: { } declared }] && call.Arguments is [RecordValue command, ..]:
                return OptionProperties.Add(evaluator, command, declared) ? ConstantValue.Undefined : null;
            case "ConfigureMcpTool" when call.Arguments is [ConstantValue { Text: { } tool }, ..]:
                return Configured.TryGetValue(tool, out var known) ? known : Configured[tool] = new ConfiguredTool(tool);
            case "WithProperty" when call.Target is ConfiguredTool tool:
                return Property(tool, call);
            default:
                return Json(evaluator, call);
        }
    }

    public void Assigned(Evaluator evaluator, string member, Value value)
    {
        if (member == "ListToolsHandler" && value is DelegateValue handler)
        {
            HasServer = true;
            evaluator.Follow(handler);
        }
    }

    public void Made(Evaluator evaluator, RecordValue made)
    {
        if (made.Tag is not Instance instance)
        {
            return;
        }

        if (instance.Symbol is not null)
        {
            Instances.Add(made);
        }

        if (instance is { Symbol: null, TypeName: "Tool" } && instance.Place.File.Namespaces.Any(static n => n.StartsWith("ModelContextProtocol", StringComparison.Ordinal)))
        {
            _made.Add((made, evaluator.Condition, IsUnreached));
        }
        else if (instance.Symbol is { } symbol && IsToolClass(evaluator, symbol))
        {
            evaluator.MemberOrNull(symbol, "ProtocolTool", made);
        }
    }

    /// <summary>Turns definitions made by hand into tools; members that were set after the making are there by now.</summary>
    public void Finish(Evaluator evaluator)
    {
        foreach (var (record, condition, isUnreached) in _made)
        {
            if (ToolRecord.ReadOrNull(evaluator, record, condition) is { } tool)
            {
                Tools.Add((tool, isUnreached));
            }
        }

        _made.Clear();
    }

    /// <summary>Methods of a type that carry the tool attribute, inherited ones among them.</summary>
    public static IEnumerable<MemberSymbol> ToolMethods(Evaluator evaluator, TypeSymbol type) =>
        evaluator.Symbols.Chain(type)
            .SelectMany(t => t.Methods.Where(m => t == type || (!m.IsStatic && !m.Has("private"))))
            .Where(static m => AttributeReader.FindOrNull(m.Decorators, "McpServerTool") is not null)
            .DistinctBy(static m => (m.Name, m.Node[0].Children.Length));

    private static bool IsToolClass(Evaluator evaluator, TypeSymbol type) =>
        evaluator.Symbols.Chain(type).SelectMany(static t => t.Bases).Any(static b => b.Node.Text is "McpServerTool" or "DelegatingMcpServerTool");

    private Value WithTools(Evaluator evaluator, CallFacts call)
    {
        HasServer = true;
        if (call.Types.Count > 0)
        {
            foreach (var type in call.Types)
            {
                Register(evaluator, type);
            }
        }
        else
        {
            foreach (var argument in call.Every)
            {
                Register(evaluator, argument);
            }
        }

        return call.Target ?? UnknownValue.Plain;
    }

    private void Register(Evaluator evaluator, Value value)
    {
        switch (value.Primary)
        {
            case TypeReference { Symbol: { } type }:
                Note(Types, type, evaluator.Condition);
                if (IsToolClass(evaluator, type))
                {
                    evaluator.MemberOrNull(type, "ProtocolTool", null);
                }

                break;
            case RecordValue { Tag: Instance { Symbol: { } type } }:
                Note(Types, type, evaluator.Condition);
                break;
            case ListValue list:
                IsOpen |= list.IsOpen;
                foreach (var item in list.Items.ToList())
                {
                    Register(evaluator, item.Value);
                }

                break;
            case FunctionTool function:
                AddFunction(evaluator, function, null, null, "");
                break;
            case UnknownValue:
                IsOpen = true;
                break;
            default:
                break;
        }
    }

    /// <summary>The project whose types are registered: that of the assembly handed in, else that of the call.</summary>
    private static string Assembly(CallFacts call) => call.Every.OfType<AssemblyReference>().FirstOrDefault()?.Project ?? call.Place.File.Project?.Path ?? "";

    /// <summary>The types of an assembly that are meant where a program goes through them to register tools.</summary>
    private static ListValue ToolTypes(Evaluator evaluator, AssemblyReference assembly, Place place) =>
        ListValue.Of(evaluator.Symbols.All
            .Where(t => (t.File.Project?.Path ?? "") == assembly.Project && ((t.Keyword != "enum" && ToolMethods(evaluator, t).Any()) || IsToolClass(evaluator, t)))
            .Select(t => new TypeReference(t, t.Node, place)));

    private void Note<T>(Dictionary<T, List<string?>> into, T key, string? condition)
        where T : notnull
    {
        if (!into.TryGetValue(key, out var conditions))
        {
            into[key] = conditions = [];
        }

        conditions.Add(IsUnreached ? Unreached : condition);
    }

    /// <summary>Stands among conditions for a registration that nothing seen reaches.</summary>
    public const string Unreached = "\0";
}
