using System.Text.Json.Serialization;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Evaluations;

/// <summary>What a careful reader said of a row.</summary>
public sealed record RowLabel
{
    /// <summary>The category.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<Category>))]
    public required Category Category { get; init; }

    /// <summary>False where another careful reader could say otherwise: an answer in <see cref="Alt"/> is right then too.</summary>
    public required bool Certain { get; init; }

    /// <summary>The other answers that are accepted; empty on a certain row.</summary>
    public IReadOnlyList<Category> Alt { get; init; } = [];

    /// <summary>The facets that were seen.</summary>
    public IReadOnlyList<Facet> Facets { get; init; } = [];

    /// <summary>True if an answer is right by this label.</summary>
    public bool Accepts(Category answer) => answer == Category || (!Certain && Alt.Contains(answer));
}
