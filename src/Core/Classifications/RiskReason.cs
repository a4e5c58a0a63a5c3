namespace Catalog.Core.Classifications;

/// <summary>One step of the way from category to risk.</summary>
public sealed record RiskReason
{
    /// <summary>How many levels it moves the risk: -1, 0 (the start, or a reason that would lift what is already at the top) or 1.</summary>
    public required int Step { get; init; }

    /// <summary>A plain sentence without a full stop, for example <c>runs commands of the caller's choice</c>.</summary>
    public required string Reason { get; init; }
}
