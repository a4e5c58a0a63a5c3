using Catalog.Core.Sources;

namespace Catalog.Crawler.Sources;

/// <summary>A source whose references name one server each.</summary>
internal abstract class DirectSource : IServerSource
{
    public abstract string Id { get; }

    public IAsyncEnumerable<SourceEntry> ListAsync(SourceReference reference, CancellationToken cancellationToken) =>
        new[] { SourceEntry.Direct(reference, KeyOf(reference)) }.ToAsyncEnumerable();

    /// <summary>The key that the server is stored under.</summary>
    protected abstract string KeyOf(SourceReference reference);
}
