using Catalog.Core.Sources;

namespace Catalog.Crawler.Pipeline;

/// <summary>Reads the servers of one source and stores nothing: what <c>catalog extract</c> shows.</summary>
public interface ISourceReading
{
    /// <summary>Reads every server that the reference names, one after the other.</summary>
    IAsyncEnumerable<SourceReading> ReadAsync(SourceReference reference, CrawlOptions options, CancellationToken cancellationToken);
}
