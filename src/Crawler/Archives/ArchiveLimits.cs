namespace Catalog.Crawler.Archives;

/// <summary>How much of an archive is taken before it is refused as a whole. The defaults hold every honest server package seen so far several times over.</summary>
public sealed record ArchiveLimits
{
    /// <summary>The most entries, folders among them.</summary>
    /// <value>100,000.</value>
    public int Entries { get; init; } = 100_000;

    /// <summary>The most bytes of one file.</summary>
    /// <value>128 MiB.</value>
    public long FileBytes { get; init; } = 128L << 20;

    /// <summary>The most bytes of all files together.</summary>
    /// <value>1 GiB.</value>
    public long TotalBytes { get; init; } = 1L << 30;

    /// <summary>The most unpacked bytes for each packed byte, asked once <see cref="RatioFrom"/> bytes are out.</summary>
    /// <value>150.</value>
    public int Ratio { get; init; } = 150;

    /// <summary>Below this many unpacked bytes the ratio is not asked: small texts may pack very well.</summary>
    /// <value>8 MiB.</value>
    public long RatioFrom { get; init; } = 8L << 20;

    /// <summary>The most folders inside each other.</summary>
    /// <value>64.</value>
    public int Depth { get; init; } = 64;
}
