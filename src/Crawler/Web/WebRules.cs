namespace Catalog.Crawler.Web;

/// <summary>What one client may reach, and how much it takes.</summary>
internal sealed record WebRules
{
    /// <summary>Hosts that the user named: only they may have a private address.</summary>
    public required IReadOnlyList<string> Named { get; init; }

    /// <summary>Hosts beside the first one asked to which an answer may redirect.</summary>
    public IReadOnlyList<string> Redirects { get; init; } = [];

    /// <summary>The most bytes of one answer, unpacked.</summary>
    /// <value>16 MiB.</value>
    public long Bytes { get; init; } = 16L << 20;

    /// <summary>How long one answer may take from its request to its last byte. A redirect's answer and a repeat have a time of their own.</summary>
    /// <value>2 minutes.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long one answer may take to begin.</summary>
    /// <value>30 seconds.</value>
    public TimeSpan FirstByte { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many connections to one host at once.</summary>
    /// <value>4.</value>
    public int Connections { get; init; } = 4;

    /// <summary>How many requests one host is sent a second at most, evenly spaced; 0 for no pace.</summary>
    /// <value>10.</value>
    public double PerSecond { get; init; } = 10;
}
