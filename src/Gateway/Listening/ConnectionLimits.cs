namespace Catalog.Gateway.Listening;

/// <summary>What connections of all listeners together may take.</summary>
public sealed record ConnectionLimits
{
    /// <summary>How long the head of a request, and then its body, may take to arrive, from their first byte on; 1 second or more.</summary>
    /// <value>1 minute.</value>
    public TimeSpan Receive { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a caller may take nothing of what is written to it; then its connection is cut off. 1 second or more.</summary>
    /// <value>1 minute.</value>
    public TimeSpan Send { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a connection without a request stays open; 1 second or more.</summary>
    /// <value>130 seconds.</value>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(130);

    /// <summary>Connections at the same time; one more is closed at once. 1 or more.</summary>
    /// <value>20,000.</value>
    public int Connections { get; init; } = 20_000;
}
