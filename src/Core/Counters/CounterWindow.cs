namespace Catalog.Core.Counters;

/// <summary>The period of a total, aligned to the UTC calendar.</summary>
public enum CounterWindow
{
    /// <summary>A second.</summary>
    Second,

    /// <summary>A minute.</summary>
    Minute,

    /// <summary>An hour.</summary>
    Hour,

    /// <summary>A day, from 00:00 UTC.</summary>
    Day,

    /// <summary>A week, from Monday 00:00 UTC.</summary>
    Week,

    /// <summary>A calendar month.</summary>
    Month,
}
