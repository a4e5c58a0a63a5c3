using Catalog.Core.Classifications;

namespace Catalog.Storage.Catalogs;

/// <summary>What is said of a definition, as it is stored: the same for most copies of a tool. One may be shared by many.</summary>
internal sealed record PreparedClassification
{
    public required string Body { get; init; }

    public required string Category { get; init; }

    public required string Risk { get; init; }

    public required bool Review { get; init; }

    public required string Classifier { get; init; }

    public required IReadOnlyList<string> Facets { get; init; }

    /// <summary>Tells it from every other: of category, risk, classifier and body.</summary>
    public required ContentKey Key { get; init; }

    /// <summary>Makes the texts; takes longer than storing them. The caller's id is left out.</summary>
    public static PreparedClassification Of(Classification classification)
    {
        ArgumentNullException.ThrowIfNull(classification);
        var body = ToolTexts.Write(classification with { Id = null });
        var (category, risk) = (classification.Category.ToString(), classification.Risk.ToString());
        return new PreparedClassification
        {
            Body = body,
            Category = category,
            Risk = risk,
            Review = classification.Review,
            Classifier = classification.Classifier,
            Facets = [.. classification.Facets.Distinct().Select(FacetIds.Of)],
            Key = KeyOf(category, risk, classification.Classifier, body),
        };
    }

    /// <summary>The key of a classification that is written already.</summary>
    public static ContentKey KeyOf(string category, string risk, string classifier, string body) => ContentKey.Of(category, risk, classifier, body);
}
