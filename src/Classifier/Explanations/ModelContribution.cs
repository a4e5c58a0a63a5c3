using System.Text.Json.Serialization;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Explanations;

/// <summary>What one run of words, or one property of the definition, adds to the model's sums.</summary>
public sealed record ModelContribution
{
    /// <summary>What it is, in words: <c>words of the description</c>, <c>what other tools of the server are called</c>.</summary>
    public required string What { get; init; }

    /// <summary>The words; null where it is about none.</summary>
    public Evidence? Words { get; init; }

    /// <summary>The category that it speaks for most.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<Category>))]
    public required Category Toward { get; init; }

    /// <summary>How much more it adds to that category than to the mean of the others, in log-odds before calibration; above 0.</summary>
    public required double Weight { get; init; }
}
