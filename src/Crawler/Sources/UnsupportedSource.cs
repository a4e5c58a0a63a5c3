using Catalog.Core.Sources;

namespace Catalog.Crawler.Sources;

/// <summary>A source that is known and not read yet: it says so, and what to do instead.</summary>
internal abstract class UnsupportedSource(string advice) : IServerSource
{
    public abstract string Id { get; }

    public IAsyncEnumerable<SourceEntry> ListAsync(SourceReference reference, CancellationToken cancellationToken) =>
        new[] { SourceEntry.Failed(WebAddress.ShownSource(reference), $"`{Id}:` is not read yet; {advice}") }.ToAsyncEnumerable();
}
