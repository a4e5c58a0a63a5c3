using Catalog.Core.Catalogs;

namespace Catalog.Cli.Importing;

/// <summary>What an import did, in servers and tools.</summary>
internal sealed record ImportResult
{
    public int Servers { get; init; }

    public int NewServers { get; init; }

    public int Added { get; init; }

    public int Changed { get; init; }

    public int Reclassified { get; init; }

    public int Removed { get; init; }

    public int Unchanged { get; init; }

    /// <summary>With one server more.</summary>
    public ImportResult With(UpdateOutcome outcome) => new()
    {
        Servers = Servers + 1,
        NewServers = NewServers + (outcome.IsNewServer ? 1 : 0),
        Added = Added + outcome.Added,
        Changed = Changed + outcome.Changed,
        Reclassified = Reclassified + outcome.Reclassified,
        Removed = Removed + outcome.Removed,
        Unchanged = Unchanged + outcome.Unchanged,
    };
}
