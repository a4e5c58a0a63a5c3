namespace Catalog.Core.Identities;

/// <summary>What comparing all servers of a catalog says of one: made anew after each crawl.</summary>
public sealed record ServerStanding
{
    /// <summary>Its key.</summary>
    public required string Server { get; init; }

    /// <summary>The key of the record that this one is counted and listed as; null for a record of its own.</summary>
    public string? SameAs { get; init; }

    /// <summary>Its other names, the best proven first.</summary>
    public IReadOnlyList<IdentityLink> Links { get; init; } = [];

    /// <summary>The established servers that it is easily taken for; empty for most.</summary>
    public IReadOnlyList<Impostor> ImpostorOf { get; init; } = [];

    /// <summary>True where there is nothing to say.</summary>
    public bool IsEmpty => SameAs is null && Links.Count == 0 && ImpostorOf.Count == 0;
}
