namespace Catalog.Core.Crawls;

/// <summary>What earlier crawls fetched, so that an unchanged source is not fetched anew, and how each run went. A crawl writes both through <see cref="ICrawlQueue"/>.</summary>
public interface ICrawlLedger
{
    /// <summary>The last successful fetch of a reference, or null.</summary>
    Task<FetchRecord?> FindFetchOrNullAsync(string reference, CancellationToken cancellationToken);

    /// <summary>The last successful fetches of references, by their reference; those without one are missing.</summary>
    Task<IReadOnlyDictionary<string, FetchRecord>> FindFetchesAsync(IReadOnlyCollection<string> references, CancellationToken cancellationToken);

    /// <summary>The known fetches of references that begin with a text, page by page: what is asked again every night, though no source lists it.</summary>
    /// <param name="prefix">What they begin with, for example <c>github:</c>; not empty, plain ASCII.</param>
    /// <param name="after">The last reference of the page before; null for the first page.</param>
    /// <param name="limit">The most of one page, 1 or more.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>In the order of the bytes of their references; fewer than <paramref name="limit"/> at the end.</returns>
    Task<IReadOnlyList<FetchRecord>> ListFetchesAsync(string prefix, string? after, int limit, CancellationToken cancellationToken);

    /// <summary>Notes a successful fetch in place of the one before, by itself.</summary>
    Task RecordFetchAsync(FetchRecord fetch, CancellationToken cancellationToken);

    /// <summary>When each source was last listed, in the order of the bytes of their references. A source stays in it when no crawl names it any more.</summary>
    Task<IReadOnlyList<SourceRecord>> ListSourcesAsync(CancellationToken cancellationToken);

    /// <summary>The last runs, newest first, unfinished ones among them.</summary>
    Task<IReadOnlyList<CrawlRun>> ListRunsAsync(int limit, CancellationToken cancellationToken);

    /// <summary>How the servers and sources of a run fared, in the order in which they ended, page by page. Those of runs before the last thirty are not kept.</summary>
    /// <param name="run">The run.</param>
    /// <param name="after">The position of the last item of the page before; 0 for the first page.</param>
    /// <param name="limit">The most of one page, 1 or more.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Items with their positions, which grow; empty at the end.</returns>
    Task<IReadOnlyList<(long Position, CrawlItem Item)>> ListItemsAsync(long run, long after, int limit, CancellationToken cancellationToken);
}
