using System.Text.Json.Serialization;

namespace Catalog.Core.Classifications;

/// <summary>What one value of the argument that selects the action does.</summary>
public sealed record ActionVerdict
{
    /// <summary>The name of the argument, a member of the schema's own <c>properties</c>; the same for all verdicts of a tool.</summary>
    public required string Argument { get; init; }

    /// <summary>The value, exactly as the schema allows it.</summary>
    public required string Value { get; init; }

    /// <summary>What a call with this value can do; <see cref="Category.Unknown"/> where neither the value nor the text about it says.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<Category>))]
    public required Category Category { get; init; }

    /// <summary>How bad a wrong call with this value can be.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<Risk>))]
    public required Risk Risk { get; init; }

    /// <summary>The value itself and, where there are some, the words that speak of it; never empty.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }
}
