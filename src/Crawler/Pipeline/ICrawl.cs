using Catalog.Core.Crawls;
using Catalog.Core.Sources;

namespace Catalog.Crawler.Pipeline;

/// <summary>Crawls: discovers, fetches, extracts, classifies, stores.</summary>
public interface ICrawl
{
    /// <summary>Crawls what the references name. One bad server or source never stops the others: it is an item of the run that failed, with its reason.</summary>
    /// <param name="references">What to crawl; a server that is named more than once is crawled once.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told of each step, from any thread.</param>
    /// <param name="cancellationToken">Stops the crawl; what is stored by then stays.</param>
    /// <returns>The run, already noted in the ledger.</returns>
    Task<CrawlRun> RunAsync(IReadOnlyList<SourceReference> references, CrawlOptions options, IProgress<CrawlProgress> progress, CancellationToken cancellationToken);
}
