using Catalog.Core.Sources;

namespace Catalog.Crawler.Sources;

/// <summary>Lists the servers that a reference of one scheme names; one that names a server directly lists just it.</summary>
internal interface IServerSource
{
    /// <summary>The scheme it reads, for example <c>npm</c>.</summary>
    string Id { get; }

    /// <summary>Lists, entry by entry, so that a long list is worked on while it is read. What could not be listed is an entry with a problem.</summary>
    IAsyncEnumerable<SourceEntry> ListAsync(SourceReference reference, CancellationToken cancellationToken);
}
