namespace Catalog.Api.Attacks;

/// <summary>Where others document an attack pattern.</summary>
internal sealed record AttackCitation
{
    /// <summary>The list or document, for example <c>MITRE ATLAS</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Its own number there; null where it has none.</summary>
    public string? Id { get; init; }

    public required string Title { get; init; }

    /// <summary>An <c>https</c> address.</summary>
    public required string Url { get; init; }
}
