using Catalog.Core.Catalogs;
using Catalog.Core.Servers;
using Catalog.Storage.Catalogs;

namespace Catalog.StoreLoad;

/// <summary>Makes what a store would be handed, and stores nothing.</summary>
internal sealed class DroppingWriter : ICatalogWriter
{
    private readonly SharedTexts _shared = new();
    private int _tools;

    /// <summary>How many tools came.</summary>
    public int Tools => _tools;

    /// <inheritdoc/>
    public async Task<UpdateOutcome> StoreAsync(ServerUpdate update, CancellationToken cancellationToken)
    {
        var tools = PreparedTool.All(update, _shared);

        // As a store does: others go on while this one waits for its turn.
        await Task.Yield();
        Interlocked.Add(ref _tools, tools.Count);
        return new UpdateOutcome(true, tools.Count, 0, 0, 0, 0);
    }

    /// <inheritdoc/>
    public Task<bool> TouchAsync(ServerKey key, CancellationToken cancellationToken) => Task.FromResult(false);
}
