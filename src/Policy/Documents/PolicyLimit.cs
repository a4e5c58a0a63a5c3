using Catalog.Core.Counters;

namespace Catalog.Policy.Documents;

/// <summary>One limit on a running total.</summary>
public sealed record PolicyLimit
{
    /// <summary>The name of the total; a total is told by server, scope, name and window.</summary>
    public required string Counter { get; init; }

    /// <summary>The period after which the total starts from zero.</summary>
    public required CounterWindow Window { get; init; }

    /// <summary>The most that the total may reach: a JSON number above zero, as written (<c>30</c>, <c>0.5</c>, <c>1e6</c>).</summary>
    public required string Max { get; init; }

    /// <summary>Who shares the total.</summary>
    public CounterScope Scope { get; init; } = CounterScope.Grant;

    /// <summary>The path of the number that is drawn (＋); null where each call draws 1.</summary>
    public string? AmountFrom { get; init; }

    /// <summary>Whether what was drawn comes back when the tool answers <c>isError</c> (＋).</summary>
    public bool RefundOnError { get; init; }
}
