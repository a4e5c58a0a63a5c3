using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Linking;
using Catalog.Crawler.Extractors.Ruby.Registrations;
using Catalog.Crawler.Extractors.Ruby.Runtime;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Ruby;

/// <summary>Reads one program whose files are loaded: runs what a start loads, then takes what was registered, what classes declare, and what is listed by hand.</summary>
internal sealed class RubyReading
{
    private static readonly string[] Registering = ["register_tool", "register_tools", "define_tool", "add_tool", "add_tools", "tools="];
    private readonly IReadOnlyList<EvaluatedModule> _files;
    private readonly IReadOnlySet<string> _reached;
    private readonly ToolCollector _collector;
    private readonly RubyHost _host;
    private readonly Machine _machine;

    public RubyReading(IReadOnlyList<EvaluatedModule> files, IReadOnlySet<string> reached, ToolCollector collector, CancellationToken cancellationToken)
    {
        _files = files;
        _reached = reached;
        _collector = collector;
        _host = new RubyHost(new RubyConstants(files));
        _machine = new Machine(_host, new EvaluationBudget(cancellationToken));
    }

    public void Read()
    {
        var registry = new RubyRegistry(_machine, _host, _collector);
        var listed = new ListedTools(_machine, _collector);
        var made = new MadeTools(_machine, listed);
        _host.OnCalled = registry.ReadCall;
        _host.OnMade = made.Made;
        _host.OnMatched = made.Matched;

        // Classes first: a program that takes all that extend one takes those of every file.
        foreach (var file in _files.OrderBy(static f => f.Facts.Root.Children.All(static n => n.Kind == FactKind.Class) ? 0 : 1).Where(f => _reached.Contains(f.Path)).ToList())
        {
            _machine.Run(file);
        }

        _machine.RunLater();
        Call(function => Registers(function.Node[1]));
        _machine.RunLater();
        foreach (var file in _files)
        {
            _collector.IsUnreached = true;
            _machine.Run(file);
            _collector.IsUnreached = false;
        }

        registry.ReadUnregistered();
        if (_collector.Count == 0)
        {
            ReadLists(made);
        }

        if (_collector.Count == 0)
        {
            new RubyDefinitions(_machine, _host, _collector, listed).Read();
        }
    }

    private static bool Registers(FactNode body) =>
        FactSearch.Within(body).Any(static n => (n.Kind == FactKind.Member && Registering.Contains(n.Text, StringComparer.Ordinal)) || n is { Kind: FactKind.Keyword, Text: "tools" });

    /// <summary>Calls the functions of a kind that nothing has called, each on an instance of its class.</summary>
    private void Call(Func<FunctionValue, bool> isWanted)
    {
        foreach (var (function, _) in Functions().Where(f => _reached.Contains(f.File) && isWanted(f.Function)).ToList())
        {
            if (!_machine.Called.Contains(function.Node))
            {
                _machine.CallWithUnknowns(function);
            }
        }
    }

    private void ReadLists(MadeTools made)
    {
        foreach (var (function, file) in Functions().Where(static f => FactSearch.HasText(f.Function.Node[1], MadeTools.Method)).Take(20).ToList())
        {
            _collector.IsUnreached = !_reached.Contains(file);
            made.Take(function, file, isDispatcher: true, _collector);
        }

        foreach (var (function, file) in _collector.Count > 0 ? [] : Functions().Where(static f => FactSearch.HasToolObject(f.Function.Node[1])).Take(200).ToList())
        {
            _collector.IsUnreached = !_reached.Contains(file) || !IsNamed(function);
            made.Take(function, file, isDispatcher: false, _collector);
        }

        _collector.IsUnreached = false;
    }

    private bool IsNamed(FunctionValue function) =>
        _files.SelectMany(static f => FactSearch.Within(f.Facts.Root)).Any(n => n.Kind is FactKind.Member or FactKind.String && n.Text == function.Node.Text);

    private IEnumerable<(FunctionValue Function, string File)> Functions()
    {
        foreach (var file in _files)
        {
            foreach (var binding in file.Scope.Names.Select(static n => n.Value.Value).OfType<FunctionValue>().ToList())
            {
                yield return (binding, file.Path);
            }
        }

        foreach (var (type, file) in _host.Constants.Classes.ToList())
        {
            foreach (var key in type.Statics.Keys.ToList())
            {
                if (type.Statics.FindOrNull(key) is FunctionValue own)
                {
                    yield return (own, file.Path);
                }
            }

            Value? self = null;
            foreach (var method in type.Methods.Values.ToList())
            {
                self ??= _machine.Instantiate(type, new CallSite { Node = type.Node, File = file.Path, This = ConstantValue.Undefined, Arguments = [new RecordValue { IsOpen = true }], IsOpen = true });
                yield return (new FunctionValue(method, type.Scope) { This = self, Home = type }, file.Path);
            }
        }
    }
}
