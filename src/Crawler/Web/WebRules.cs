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

    /// <summary>How long one request may take, with its answer, its redirects and its repeats.</summary>
    /// <value>2 minutes.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);
}
