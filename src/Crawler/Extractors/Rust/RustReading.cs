using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Linking;
using Catalog.Crawler.Extractors.Rust.Crates;
using Catalog.Crawler.Extractors.Rust.Registrations;
using Catalog.Crawler.Extractors.Rust.Runtime;
using Catalog.Crawler.Extractors.Rust.Schemas;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Rust;

/// <summary>Reads one program whose files are loaded.</summary>
internal sealed class RustReading
{
    private readonly IReadOnlyList<EvaluatedModule> _modules;
    private readonly ToolCollector _collector;
    private readonly RustItems _items;
    private readonly RustSchemas _schemas;
    private readonly RustHost _host;
    private readonly Machine _machine;
    private readonly IReadOnlySet<string> _otherNames;

    /// <summary>Prepares the reading.</summary>
    /// <param name="context">The snapshot.</param>
    /// <param name="package">The program's package.</param>
    /// <param name="modules">The loaded files.</param>
    /// <param name="collector">Takes the tools.</param>
    /// <param name="otherNames">Words of the program's other files.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    public RustReading(ExtractionContext context, CargoPackage package, IReadOnlyList<EvaluatedModule> modules, ToolCollector collector, IReadOnlySet<string> otherNames, CancellationToken cancellationToken)
    {
        _otherNames = otherNames;
        _modules = modules;
        _collector = collector;
        _items = new RustItems(modules, package.DefaultFeatures);
        _schemas = new RustSchemas(_items, (node, module) => new ValueJson(_machine!).Write(_machine!.Evaluate(node, module.Scope, new Frame(UnknownValue.Plain, null, 0))));
        _host = new RustHost(_items, context.Files, Schema) { Machine = () => _machine!, Manifest = package.Manifest };
        _machine = new Machine(_host, new EvaluationBudget(cancellationToken));
    }

    public void Read()
    {
        var named = Named();
        new RustRegistry(_machine, _items, _schemas, _collector, named).Read();
        var lists = new HandMadeTools(_machine, _host, _items, _collector, named);
        lists.ReadHandlers();
        if (_collector.Count == 0)
        {
            lists.ReadTheRest();
        }
    }

    private Value? Schema(FactNode type, EvaluatedModule from) => ValueJson.Read(_schemas.Arguments(type, from, out var isPartial), isPartial);

    /// <summary>The last parts of all paths, and <c>Type::member</c>; method names; so that it can be told whether anything names an item.</summary>
    private HashSet<string> Named()
    {
        var named = new HashSet<string>(_otherNames, StringComparer.Ordinal);
        foreach (var node in _modules.SelectMany(static m => FactSearch.Within(m.Facts.Root, FactKind.Decorators)))
        {
            if (node is { Kind: FactKind.Name, Text: { } path })
            {
                var parts = path.Split("::");
                named.Add(parts[^1]);
                if (parts.Length > 1)
                {
                    named.Add(parts[^2]);
                    named.Add(parts[^2] + "::" + parts[^1]);
                }
            }
            else if (node is { Kind: FactKind.Member, Text: { } member })
            {
                named.Add(member);
            }
        }

        return named;
    }
}
