namespace Catalog.Core.Crawls;

/// <summary>What earlier crawls fetched, so that an unchanged source is not fetched anew, and how each run ended.</summary>
public interface ICrawlLedger
{
    /// <summary>The last successful fetch of a reference, or null.</summary>
    Task<FetchRecord?> FindFetchOrNullAsync(string reference, CancellationToken cancellationToken);

    /// <summary>The known fetches of references that begin with a text, page by page: what is asked again every night, though no source lists it.</summary>
    /// <param name="prefix">What they begin with, for example <c>github:</c>; not empty, plain ASCII.</param>
    /// <param name="after">The last reference of the page before; null for the first page.</param>
    /// <param name="limit">The most of one page, 1 or more.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>In the order of the bytes of their references; fewer than <paramref name="limit"/> at the end.</returns>
    Task<IReadOnlyList<FetchRecord>> ListFetchesAsync(string prefix, string? after, int limit, CancellationToken cancellationToken);

    /// <summary>Notes a successful fetch in place of the one before. Called after its tools are stored, so that a crash between costs a second fetch, not a lost server.</summary>
    Task RecordFetchAsync(FetchRecord fetch, CancellationToken cancellationToken);

    /// <summary>Notes a finished run.</summary>
    Task RecordRunAsync(CrawlRun run, CancellationToken cancellationToken);

    /// <summary>The last runs, newest first.</summary>
    Task<IReadOnlyList<CrawlRun>> ListRunsAsync(int limit, CancellationToken cancellationToken);
}
