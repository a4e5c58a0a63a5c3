using System.ComponentModel.DataAnnotations;

namespace Catalog.Gateway.Aggregation;

/// <summary>How all servers of a gateway stand together at <c>/mcp</c>.</summary>
public sealed record AggregatePlan
{
    /// <summary>Whether they do at all.</summary>
    /// <value>True.</value>
    public bool IsOn { get; init; } = true;

    /// <summary>What stands between a server's name and its tool's: 1 to 8 letters, digits, <c>_</c>, <c>-</c> or <c>.</c>.</summary>
    /// <value><c>__</c>.</value>
    [Required]
    [RegularExpression("^[A-Za-z0-9_.-]{1,8}$")]
    public string Separator { get; init; } = "__";

    /// <summary>How long one server may keep the handshake or a list of all servers waiting; what it says later is taken in later.</summary>
    /// <value>10 seconds.</value>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Entries of one page of a list.</summary>
    /// <value>1000.</value>
    [Range(1, 100_000)]
    public int PageSize { get; init; } = 1000;

    /// <summary>The one server that it stands for, whose names stay as they are; null for all.</summary>
    internal string? Only { get; init; }
}
