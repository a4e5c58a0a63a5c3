using System.Text.Json;

namespace Catalog.Policy.Operators.Paths;

/// <summary>What a path led to.</summary>
public sealed record PathWalk
{
    /// <summary>The values, in order; null stands for an absent one. Exactly one without <c>[*]</c>; none where every list was absent or empty, or on a problem.</summary>
    public IReadOnlyList<JsonElement?> Values { get; init; } = [];

    /// <summary>True where a <c>[*]</c> met an absent or empty list, at any depth.</summary>
    public bool MetEmptyList { get; init; }

    /// <summary>Why the path cannot be walked in this call, beginning with the place (<c>`args.list` must be a list, not a string</c>); null where it can.</summary>
    public string? Problem { get; init; }
}
