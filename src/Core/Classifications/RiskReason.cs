using System.Text.Json.Serialization;

namespace Catalog.Core.Classifications;

/// <summary>One step of the way from category to risk.</summary>
public sealed record RiskReason
{
    /// <summary>How many levels it moves the risk in the end: -1, 0 (the start, or a reason that alone moves nothing) or 1. At most one reason of a tool is not 0: the weightiest of those that add up to the step.</summary>
    public required int Step { get; init; }

    /// <summary>How much it counts. The default is <see cref="RiskWeight.Noted"/>, which is also what the first reason, the start, has.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<RiskWeight>))]
    public RiskWeight Weight { get; init; }

    /// <summary>A plain sentence without a full stop, for example <c>runs commands of the caller's choice</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>The words of the definition that show it; null where it follows from the category or from what is not there.</summary>
    public Evidence? Evidence { get; init; }
}
