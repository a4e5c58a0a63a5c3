using System.Text.Json.Serialization;

namespace Catalog.Core.Classifications;

/// <summary>What a language model said of a tool when it was asked besides the classifier. It never changes the category: where the two differ, a person decides.</summary>
public sealed record SecondOpinion
{
    /// <summary>The category that the model chose; never <see cref="Category.Unknown"/>.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<Category>))]
    public required Category Category { get; init; }

    /// <summary>The words that it went by, checked to stand in the definition; at least one.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }

    /// <summary>The model's name as the endpoint knows it.</summary>
    public required string Model { get; init; }
}
