using Catalog.Core.Classifications;

namespace Catalog.Api.Attacks;

/// <summary>A documented way in which tools are abused, in our own words; a file of <c>data/attacks</c>.</summary>
internal sealed record AttackPattern
{
    /// <summary>Kebab-case, stored in links, never reused; the file is named after it.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>One sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>How it works, a paragraph each.</summary>
    public required IReadOnlyList<string> How { get; init; }

    /// <summary>What gives it away, a phrase each.</summary>
    public required IReadOnlyList<string> Signs { get; init; }

    /// <summary>What helps, each true of the policy language and the gateway.</summary>
    public required IReadOnlyList<string> Answers { get; init; }

    public required AttackConcern Concerns { get; init; }

    public required IReadOnlyList<AttackCitation> Citations { get; init; }

    /// <summary>How closely it concerns a tool: the more facets are shared, the closer; 0 where it does not concern it in particular.</summary>
    public int Closeness(Category category, IReadOnlyList<Facet> facets) =>
        (Concerns.Facets.Count(facets.Contains) * 2) + (Concerns.Categories.Contains(category) ? 3 : 0);
}
