using Catalog.Core.Crawls;
using Catalog.Core.Sources;

namespace Catalog.Crawler.Pipeline;

/// <summary>Crawls: discovers, fetches, extracts, classifies, stores. Several processes may do so at once over one store: they share the work.</summary>
public interface ICrawl
{
    /// <summary>
    /// Crawls what the references name. One bad server or source never stops the others: it is an item of the run that failed, with its reason.
    /// An unfinished run of the same references and options is gone on with; where another process works on it, both do.
    /// </summary>
    /// <param name="references">What to crawl; a server that is named more than once is crawled once.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told of each step of this process, from any thread.</param>
    /// <param name="cancellationToken">Stops the crawl; what is stored by then stays, the rest waits for the next one.</param>
    /// <returns>The run, when all of it ended.</returns>
    Task<CrawlRun> RunAsync(IReadOnlyList<SourceReference> references, CrawlOptions options, IProgress<CrawlProgress> progress, CancellationToken cancellationToken);

    /// <summary>Helps with the unfinished runs of others, the oldest first; <see cref="CrawlOptions.Anew"/> is as each was begun with.</summary>
    /// <param name="options">How; runs that ask running servers are helped with only where <see cref="CrawlOptions.Introspect"/> is set, and others only where it is not.</param>
    /// <param name="untilEmpty">True to end when nothing waits; false to wait for more until it is stopped.</param>
    /// <param name="progress">Told of each step of this process, from any thread.</param>
    /// <param name="cancellationToken">Stops it; what it had not finished waits for others.</param>
    Task HelpAsync(CrawlOptions options, bool untilEmpty, IProgress<CrawlProgress> progress, CancellationToken cancellationToken);
}
