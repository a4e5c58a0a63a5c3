using Catalog.Core.Catalogs;
using Catalog.Core.Pins;

namespace Catalog.Gateway.Pinning;

/// <summary>Takes in the pins that a server's configuration names: at the start, and again while the gateway runs, at most once a minute.</summary>
internal sealed class PinOrigins(GatewayOptions options, IToolPinStore store, IEnumerable<IPinOrigin> origins, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private long? _read;

    /// <summary>Pins what is not pinned yet. A pin of the catalog that no server's definition agreed with is replaced by a newer one; what a server gave, or a person accepted, stays.</summary>
    /// <returns>The tools whose pins are others than what is named here: a person may want to look.</returns>
    /// <exception cref="StoreException">The definitions or the store cannot be read.</exception>
    public async Task<IReadOnlyList<string>> TakeInAsync(CancellationToken cancellationToken)
    {
        if (options.PinsFrom is not { } from)
        {
            return [];
        }

        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (_read is { } before && clock.GetElapsedTime(before) < Pause)
            {
                return [];
            }

            // A failure is not asked about again at once either.
            _read = clock.GetTimestamp();
            var origin = origins.LastOrDefault() ?? throw new StoreException("this gateway was not told how to read definitions of a catalog");
            var known = await origin.ReadAsync(from, cancellationToken);
            var pinned = (await store.ListAsync(options.ServerId, cancellationToken)).ToDictionary(static p => p.Tool, StringComparer.Ordinal);
            var others = new List<string>();
            foreach (var pin in known.Select(tool => CatalogPins.OfOrNull(options.ServerId, tool, clock.GetUtcNow())).OfType<ToolPin>())
            {
                if (!pinned.TryGetValue(pin.Tool, out var had))
                {
                    await store.TryPinAsync(pin, cancellationToken);
                }
                else if (UnknownPins.IsOne(had) || (CatalogPins.IsOne(had) && had.Hash != pin.Hash))
                {
                    await ReplaceAsync(had, pin, cancellationToken);
                }
                else if (!CatalogPins.IsOne(had) && CatalogPins.Known(pin, had.Definition) != pin.Definition)
                {
                    others.Add(pin.Tool);
                }
            }

            return others;
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();

    private async Task ReplaceAsync(ToolPin had, ToolPin pin, CancellationToken cancellationToken)
    {
        if (await store.TrySeeAsync(had.Server, had.Tool, pin.Hash, pin.Definition, cancellationToken) && await store.TryAcceptAsync(had.Server, had.Tool, pin.Hash, cancellationToken)
            && had is { SeenHash: { } hash, Seen: { } seen } && CatalogPins.Known(pin, seen) != pin.Definition)
        {
            // What the server gives is still another one.
            await store.TrySeeAsync(had.Server, had.Tool, hash, seen, cancellationToken);
        }
    }
}
