namespace Catalog.Gateway.Listening;

/// <summary>What one grant may have, where it is not what every grant may.</summary>
public sealed record GrantLimits
{
    /// <summary>Sessions that it may open in an hour, 1 to 1,000,000; null for as many as every grant.</summary>
    public int? SessionsPerHour { get; init; }

    /// <summary>Requests of it that may be under way, 1 to 1,000,000; null for as many as of every grant.</summary>
    public int? ConcurrentCalls { get; init; }
}
