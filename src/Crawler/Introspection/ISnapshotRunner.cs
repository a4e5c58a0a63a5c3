using Catalog.Core.Sources;
using Catalog.Crawler.Extractors;
using Catalog.Crawler.Fetching;

namespace Catalog.Crawler.Introspection;

/// <summary>Installs what a reference of one scheme names, runs it in the sandbox and asks it.</summary>
internal interface ISnapshotRunner
{
    /// <summary>The scheme it reads, for example <c>npm</c>.</summary>
    string Id { get; }

    /// <summary>Asks the server for its tools, within a time limit.</summary>
    Task<AskResult> AskAsync(SourceReference reference, Resolution resolution, SnapshotFolder snapshot, CrawlOptions options, CancellationToken cancellationToken);
}
