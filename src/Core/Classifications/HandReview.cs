using System.Text.Json.Serialization;

namespace Catalog.Core.Classifications;

/// <summary>A person looked at the tool, and what that person says stands in place of what the classifier says.</summary>
public sealed record HandReview
{
    /// <summary>Who looked, as the override names them: 1 to 100 characters.</summary>
    public required string By { get; init; }

    /// <summary>The day of it.</summary>
    public required DateOnly On { get; init; }

    /// <summary>Why, in that person's words: 10 to 1,000 characters.</summary>
    public required string Reason { get; init; }

    /// <summary>What the classifier says by itself; it may be the same category.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<Category>))]
    public required Category Category { get; init; }

    /// <summary>The risk that the classifier rates by itself.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<Risk>))]
    public required Risk Risk { get; init; }

    /// <summary>How sure the classifier is by itself, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>The facets that the classifier finds by itself.</summary>
    public IReadOnlyList<Facet> Facets { get; init; } = [];
}
