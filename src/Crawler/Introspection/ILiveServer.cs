using Catalog.Core.Sources;

namespace Catalog.Crawler.Introspection;

/// <summary>Asks servers that references of one scheme name, and that have no source to read.</summary>
internal interface ILiveServer
{
    /// <summary>The scheme it reads, for example <c>http</c>.</summary>
    string Id { get; }

    /// <summary>Asks the server for its tools, within a time limit.</summary>
    Task<AskResult> AskAsync(ServerListing listing, CrawlOptions options, CancellationToken cancellationToken);
}
