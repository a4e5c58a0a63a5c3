using Catalog.Core.Sources;
using Catalog.Crawler.Sources;

namespace Catalog.Crawler.Pipeline;

/// <summary>Hands a reference to the source that reads its scheme.</summary>
internal sealed class SourceListing(IEnumerable<IServerSource> sources)
{
    private readonly Dictionary<string, IServerSource> _sources = sources.ToDictionary(static s => s.Id, StringComparer.Ordinal);

    /// <summary>Lists the servers that a reference names.</summary>
    public IAsyncEnumerable<SourceEntry> ListAsync(SourceReference reference, CancellationToken cancellationToken) =>
        _sources.TryGetValue(reference.Scheme, out var source)
            ? source.ListAsync(reference, cancellationToken)
            : new[] { SourceEntry.Failed(WebAddress.ShownSource(reference), $"`{reference.Scheme}:` is not read yet; sources that are: {string.Join(", ", _sources.Keys.Order(StringComparer.Ordinal))}") }.ToAsyncEnumerable();
}
