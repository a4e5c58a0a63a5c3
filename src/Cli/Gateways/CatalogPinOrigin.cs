using System.Text.Json;
using Catalog.Cli.Hosting;
using Catalog.Core.Catalogs;
using Catalog.Core.Servers;
using Catalog.Core.Tools;
using Catalog.Gateway.Pinning;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Gateways;

/// <summary>Reads the definitions that pins are made of: a file, or what the catalog holds of a server.</summary>
/// <param name="catalog">The catalog: a SQLite file, or a <c>postgres://</c> address.</param>
internal sealed class CatalogPinOrigin(string catalog) : IPinOrigin
{
    public async Task<IReadOnlyList<ToolDefinition>> ReadAsync(string from, CancellationToken cancellationToken)
    {
        if (File.Exists(from))
        {
            return await ReadFileAsync(from, cancellationToken);
        }

        if (!ServerKey.TryParse(from, out var key))
        {
            throw new StoreException($"`{from}` is neither a file nor a server key: write KIND:NAME, for example npm:@modelcontextprotocol/server-memory");
        }

        await using var store = new ServiceCollection().AddCatalogStore(catalog).BuildServiceProvider();
        await StoreOption.OpenExistingAsync(store, cancellationToken);
        var tools = await store.GetRequiredService<ICatalogReader>().ListToolsAsync(key, withUnreached: true, cancellationToken);
        return tools.Count > 0 ? [.. tools.Select(static t => t.Definition)] : throw new StoreException($"`{key}` is not in the catalog: `catalog crawl {key}` reads it");
    }

    private static async Task<IReadOnlyList<ToolDefinition>> ReadFileAsync(string from, CancellationToken cancellationToken)
    {
        try
        {
            return [.. (await File.ReadAllLinesAsync(from, cancellationToken)).Where(static line => line.Length > 0).Select(static line => ToolDefinitionJson.Parse(line))];
        }
        catch (JsonException broken)
        {
            throw new StoreException($"`{from}` is no file of tool definitions: {broken.Message.TrimEnd('.')}; `catalog export --server KEY` prints one", broken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"`{from}` cannot be read: {failure.Message.TrimEnd('.')}", failure);
        }
    }
}
