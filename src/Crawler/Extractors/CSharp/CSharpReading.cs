using Catalog.Crawler.Extractors.CSharp.CommandTrees;
using Catalog.Crawler.Extractors.CSharp.Projects;
using Catalog.Crawler.Extractors.CSharp.Registrations;
using Catalog.Crawler.Extractors.CSharp.Runtime;
using Catalog.Crawler.Extractors.CSharp.Schemas;
using Catalog.Crawler.Extractors.CSharp.Symbols;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.CSharp;

/// <summary>Reads one program: follows it from its start, takes what it registers, and tells the tools that are registered from those that are only defined.</summary>
internal sealed class CSharpReading(SymbolTable symbols, ProjectSources sources, ResourceTexts resources, EvaluationBudget budget, ToolCollector collector)
{
    private const int MostUncalled = 400;
    private static readonly string[] Registrations = ["WithTools", "WithToolsFromAssembly", "ListToolsHandler", "WithListToolsHandler", "ConfigureMcpTool", "McpServerTool", "ToolCollection"];

    /// <summary>True where the evaluation stopped before the program's end.</summary>
    public bool IsCut { get; private set; }

    public void Read()
    {
        var functions = new FunctionReaderSource(symbols);
        var registrations = new RegistrationReader(functions, sources.Main?.Path ?? "");
        var evaluator = new Evaluator(symbols, resources, budget, registrations);
        Start(evaluator);
        FollowTheRest(evaluator, registrations);
        registrations.Finish(evaluator);
        var reader = functions.For(evaluator);
        foreach (var (tool, isUnreached) in registrations.Tools)
        {
            Add(tool, isUnreached);
        }

        foreach (var type in symbols.All.Where(static t => t.Keyword != "enum"))
        {
            AddType(type, registrations, evaluator, reader);
        }

        foreach (var tool in new FunctionTriggers(evaluator, reader, registrations.Configured).Read())
        {
            Add(tool, isUnreached: false);
        }

        foreach (var tool in new CommandTreeReader(evaluator, registrations).Read())
        {
            Add(tool, isUnreached: false);
        }

        IsCut = evaluator.IsCut;
        if (!IsCut && !registrations.IsOpen)
        {
            collector.SettleUnreached();
        }
    }

    /// <summary>What the program runs: its top-level statements, or <c>Main</c>.</summary>
    private void Start(Evaluator evaluator)
    {
        foreach (var (file, statements) in symbols.Programs.Where(p => IsOfProgram(p.File)))
        {
            var place = new Place { File = file };
            // Started with nothing set: what the arguments would change is a condition.
            place.Locals["args"] = new ListValue { Taint = "args" };
            evaluator.Run(new FactNode(FactKind.Block, null, [.. statements], 1, 1), place);
        }

        foreach (var main in symbols.All.Where(t => IsOfProgram(t.File)).SelectMany(static t => t.Methods).Where(static m => m is { Name: "Main", IsStatic: true }).ToList())
        {
            evaluator.Invoke(new DelegateValue(main.Node, Place.Of(main.File, main.Type), main), [new ListValue { Taint = "args" }]);
        }
    }

    /// <summary>Methods with registrations that nothing called so far: a framework calls them where the program names them, else they are not known to be reached.</summary>
    private void FollowTheRest(Evaluator evaluator, RegistrationReader registrations)
    {
        var named = new Lazy<HashSet<string>>(Mentioned);
        foreach (var type in symbols.All.Where(static t => t.Keyword != "enum").ToList())
        {
            foreach (var method in type.Methods.Where(m => !evaluator.Entered.Contains(m.Node) && !m.Node[1].IsAbsent && Registers(m.Node[1])).Take(MostUncalled).ToList())
            {
                registrations.IsUnreached = !(method.Has("override") || method.Name is ".ctor" or "ConfigureServices" or "Configure" or "StartAsync" or "ExecuteAsync" || type.Bases.Any() || named.Value.Contains(method.Name) || sources.IsNamedElsewhere(method.Name, method.File.Path));
                evaluator.Follow(new DelegateValue(method.Node, Place.Of(method.File, type), method));
            }
        }

        registrations.IsUnreached = false;
    }

    private HashSet<string> Mentioned()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<FactNode>(symbols.Files.Select(static f => f.Root));
        while (open.TryPop(out var node))
        {
            if (node is { Kind: FactKind.Name or FactKind.Member, Text: { } text })
            {
                names.Add(text);
            }

            foreach (var child in node.Children)
            {
                open.Push(child);
            }
        }

        return names;
    }

    private static bool Registers(FactNode body)
    {
        var open = new Stack<FactNode>([body]);
        while (open.TryPop(out var node))
        {
            if (node is { Kind: FactKind.Member or FactKind.Name or FactKind.Property, Text: { } text } && Registrations.Contains(text, StringComparer.Ordinal))
            {
                return true;
            }

            foreach (var child in node.Children)
            {
                open.Push(child);
            }
        }

        return false;
    }

    private bool IsOfProgram(FileScope file) => sources.Main is null || file.Project?.Path == sources.Main.Path;

    private void AddType(TypeSymbol type, RegistrationReader registrations, Evaluator evaluator, FunctionReader reader)
    {
        var methods = RegistrationReader.ToolMethods(evaluator, type).ToList();
        if (methods.Count == 0)
        {
            return;
        }

        var conditions = new List<string?>(registrations.Types.GetValueOrDefault(type) ?? []);
        if (registrations.Assemblies.TryGetValue(type.File.Project?.Path ?? "", out var assembly) && IsToolType(evaluator, type))
        {
            conditions.AddRange(assembly);
        }

        if (conditions.Count == 0 && methods.TrueForAll(m => m.Type != type))
        {
            // It inherits the tools of a type that is read by itself.
            return;
        }

        var seen = conditions.Where(static c => c != RegistrationReader.Unreached).ToList();
        var isRegistered = seen.Count > 0;
        var hasOthers = registrations.Types.Count > 0 || registrations.Assemblies.Count > 0;
        foreach (var method in methods)
        {
            var place = new Place { File = method.File, Type = type };
            if (reader.ReadOrNull(new DelegateValue(method.Node, place, method), null) is { } tool)
            {
                Add(
                    tool with { Condition = isRegistered ? Weakest(seen) : null, IsNotOffered = conditions.Count == 0 && hasOthers && !registrations.IsOpen },
                    isUnreached: !isRegistered && (conditions.Count > 0 || !hasOthers || registrations.IsOpen));
            }
        }
    }

    private static bool IsToolType(Evaluator evaluator, TypeSymbol type) =>
        evaluator.Symbols.Chain(type).SelectMany(static t => t.Decorators).Any(static d => AttributeReader.NameOf(d.Node) == "McpServerToolType");

    /// <summary>Of several conditions under each of which something happens, the one that holds most often; null where it always happens.</summary>
    private static string? Weakest(List<string?> conditions) =>
        conditions.Exists(c => c is null || conditions.Contains($"not ({c})")) ? null : conditions[0];

    private void Add(FoundTool tool, bool isUnreached)
    {
        collector.IsUnreached = isUnreached;
        collector.Add(tool);
        collector.IsUnreached = false;
    }
}
