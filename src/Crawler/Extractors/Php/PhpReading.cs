using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Linking;
using Catalog.Crawler.Extractors.Php.Registrations;
using Catalog.Crawler.Extractors.Php.Runtime;
using Catalog.Crawler.Extractors.Php.Schemas;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Php;

/// <summary>Reads one program whose files are loaded: runs them, then takes what classes declare, what calls register, and what is listed by hand.</summary>
internal sealed class PhpReading
{
    private static readonly string[] Registering = ["addTool", "withTool", "registerTool", "registerHandler", "tool"];
    private readonly IReadOnlyList<EvaluatedModule> _modules;
    private readonly ToolCollector _collector;
    private readonly PhpHost _host;
    private readonly Machine _machine;

    public PhpReading(IReadOnlyList<EvaluatedModule> modules, ToolCollector collector, CancellationToken cancellationToken)
    {
        _modules = modules;
        _collector = collector;
        _host = new PhpHost(new NamedDefinitions(modules), () => _machine!);
        _machine = new Machine(_host, new EvaluationBudget(cancellationToken));
    }

    public void Read()
    {
        var registry = new PhpRegistry(_machine, _host, _collector);
        var listed = new ListedTools(_machine, _collector, static v => v is RecordValue { Tag: BuiltType type } ? type.Schema.DeepClone() : null);
        var made = new MadeTools(_machine, listed);
        _host.OnMade = made.Made;
        _host.OnMatched = made.Matched;
        _host.OnCalled = call =>
        {
            registry.ReadCall(call);
            registry.Discovery.Read(_machine, call);
            if (call.Name == "registerHandler" && call[0] is ConstantValue { Text: MadeTools.Method } && call.Arguments.Count > 1)
            {
                made.Take(call.Arguments[1], call.File, isDispatcher: false, _collector);
            }
        };
        foreach (var module in _modules)
        {
            _machine.Run(module);
        }

        _machine.RunLater();
        registry.Read();
        foreach (var (function, module) in Functions().Where(static f => FactSearch.Within(f.Function.Node[1]).Any(static n => n.Kind == FactKind.Member && Registering.Contains(n.Text, StringComparer.Ordinal))).ToList())
        {
            if (!_machine.Called.Contains(function.Node))
            {
                _machine.CallWithUnknowns(function);
            }
        }

        _collector.SettleUnreached();
        if (_collector.Count == 0)
        {
            ReadLists(made);
        }

        if (_collector.Count == 0)
        {
            ReadClasses(listed);
        }

        foreach (var tool in _collector.Count == 0 ? _host.Tools : [])
        {
            listed.Add(tool, tool.File ?? "", null);
        }
    }

    private void ReadLists(MadeTools made)
    {
        foreach (var (function, module) in Functions().Where(static f => FactSearch.HasText(f.Function.Node[1], MadeTools.Method)).Take(20).ToList())
        {
            made.Take(function, module.Path, isDispatcher: true, _collector);
        }

        if (_collector.Count > 0)
        {
            return;
        }

        foreach (var (function, module) in Functions().Where(static f => FactSearch.HasToolObject(f.Function.Node[1])).Take(200).ToList())
        {
            _collector.IsUnreached = !_modules.SelectMany(static m => FactSearch.Within(m.Facts.Root)).Any(n => n.Kind is FactKind.Member or FactKind.Name && n.Text == function.Node.Text);
            made.Take(function, module.Path, isDispatcher: false, _collector);
        }

        _collector.IsUnreached = false;
    }

    /// <summary>A class a tool, by an interface of the program or a library: methods tell its name, description and schema.</summary>
    private void ReadClasses(ListedTools listed)
    {
        foreach (var (type, module) in _host.Classes.Where(static c => !c.Class.Node.Has(FactFlags.Default)).ToList())
        {
            var instance = _machine.Instantiate(type, new CallSite { Node = type.Node, File = module.Path, This = ConstantValue.Undefined, Arguments = [], IsOpen = true });
            var tool = new RecordValue { Node = type.Node, File = module.Path };
            foreach (var (member, names) in Members)
            {
                if (names.FirstOrDefault(n => type.Chain().Any(c => c.Methods.ContainsKey(n))) is { } method)
                {
                    tool.Set(member, _machine.Invoke(_machine.GetMember(instance, method), new CallSite { Node = FactNode.Absent, File = module.Path, This = instance, Arguments = [], IsOpen = true }));
                }
            }

            if (listed.IsTool(tool) && tool.FindOrNull("description") is not null)
            {
                _collector.IsUnreached = !_modules.Where(m => m != module).SelectMany(static m => FactSearch.Within(m.Facts.Root)).Any(n => n.Kind == FactKind.Name && n.Text == type.Name);
                listed.Add(tool, module.Path, null);
            }
        }

        _collector.IsUnreached = false;
    }

    private static readonly (string Member, string[] Names)[] Members =
    [
        ("name", ["name", "getName"]),
        ("description", ["description", "getDescription"]),
        ("inputSchema", ["inputSchema", "getInputSchema", "schema", "getSchema", "getParameters"]),
        ("annotations", ["annotations", "getAnnotations"]),
    ];

    private IEnumerable<(FunctionValue Function, EvaluatedModule Module)> Functions()
    {
        foreach (var module in _modules)
        {
            foreach (var (_, binding) in module.Scope.Names.ToList())
            {
                switch (binding.Value)
                {
                    case FunctionValue function:
                        yield return (function, module);
                        break;
                    case ClassValue type:
                        foreach (var method in type.Methods.Values.ToList())
                        {
                            yield return (new FunctionValue(method, type.Scope) { This = new RecordValue { Class = type, IsOpen = true }, Home = type }, module);
                        }

                        break;
                    default:
                        break;
                }
            }
        }
    }
}
