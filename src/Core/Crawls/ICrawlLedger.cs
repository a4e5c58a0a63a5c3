namespace Catalog.Core.Crawls;

/// <summary>What earlier crawls fetched, so that an unchanged source is not fetched anew, and how each run ended.</summary>
public interface ICrawlLedger
{
    /// <summary>The last successful fetch of a reference, or null.</summary>
    Task<FetchRecord?> FindFetchOrNullAsync(string reference, CancellationToken cancellationToken);

    /// <summary>Notes a successful fetch in place of the one before. Called after its tools are stored, so that a crash between costs a second fetch, not a lost server.</summary>
    Task RecordFetchAsync(FetchRecord fetch, CancellationToken cancellationToken);

    /// <summary>Notes a finished run.</summary>
    Task RecordRunAsync(CrawlRun run, CancellationToken cancellationToken);

    /// <summary>The last runs, newest first.</summary>
    Task<IReadOnlyList<CrawlRun>> ListRunsAsync(int limit, CancellationToken cancellationToken);
}
