namespace Catalog.Crawler;

/// <summary>How one crawl is to be done.</summary>
public sealed record CrawlOptions
{
    /// <summary>True to ask running servers besides reading their source, where that can be done: it installs packages of strangers and runs them in a sandbox.</summary>
    public bool Introspect { get; init; }

    /// <summary>True to run servers of strangers without a sandbox where there is none: with all rights of this user.</summary>
    public bool UnsafeNoSandbox { get; init; }

    /// <summary>A tool's name, or a file's path, whose reading is to be explained; null for none.</summary>
    public string? Explain { get; init; }

    /// <summary>True to fetch and read again what has not changed.</summary>
    public bool Anew { get; init; }
}
