using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.TypeScript.Schemas;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.TypeScript.Registrations;

/// <summary>Definitions that reached code makes, registered or not: those that no registration took are declared, and not offered as far as can be seen.</summary>
internal sealed class DeclaredTools
{
    private const int Most = 2_000;
    private readonly List<(string Name, RecordValue Definition)> _made = [];

    /// <summary>A literal object was made.</summary>
    public void Made(RecordValue record)
    {
        if (_made.Count < Most
            && record.FindOrNull("inputSchema") is SchemaValue or RecordValue
            && record.FindOrNull("description") is ConstantValue { Text: not null }
            && record.FindOrNull("name") is ConstantValue { Text: { } name, Partial: false }
            && ToolCollector.IsName(name))
        {
            _made.Add((name, record));
        }
    }

    /// <summary>Adds what no registration took: not offered beside tools that are; where none is, what becomes of the definitions is not known.</summary>
    public void AddTo(ToolCollector collector, Machine machine)
    {
        var isNotOffered = collector.Count > 0;
        collector.IsUnreached = !isNotOffered;
        foreach (var (name, definition) in _made.Where(made => !collector.Has(made.Name)).ToList())
        {
            collector.Add(new DefinitionReader(machine, machine.Depth).Read(name, definition, definition.Node ?? FactNode.Absent, definition.File ?? "") with { IsNotOffered = isNotOffered });
        }

        collector.IsUnreached = false;
    }
}
