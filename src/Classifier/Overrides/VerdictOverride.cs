using System.Text.Json.Serialization;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Overrides;

/// <summary>What a person says of one tool after reading its definition: an entry of a file of overrides (<c>docs/overrides.md</c>).</summary>
public sealed record VerdictOverride
{
    /// <summary>The server exactly as definitions name it, for crawled ones its key.</summary>
    public required string Server { get; init; }

    /// <summary>The exact name of the tool.</summary>
    public required string Tool { get; init; }

    /// <summary>The hash of the definition that was read, 64 hexadecimal digits: the override ends where the definition changes. Null holds for every definition of that name.</summary>
    public string? Definition { get; init; }

    /// <summary>What a call can do; never <see cref="Category.Unknown"/>.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<Category>))]
    public required Category Category { get; init; }

    /// <summary>What a call touches; null leaves it to the classifier, empty says nothing of the kind.</summary>
    public IReadOnlyList<Facet>? Facets { get; init; }

    /// <summary>The words that show the category; null leaves them to the classifier.</summary>
    public OverrideQuote? Quote { get; init; }

    /// <summary>Why, for readers of the page: 10 to 1,000 characters.</summary>
    public required string Reason { get; init; }

    /// <summary>Who says so: 1 to 100 characters.</summary>
    public required string By { get; init; }

    /// <summary>The day on which they read it, <c>2026-01-31</c>.</summary>
    public required DateOnly On { get; init; }
}
