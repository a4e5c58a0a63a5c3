using System.CommandLine;
using System.Text.Json;
using Catalog.Cli.Hosting;
using Catalog.Core.Catalogs;
using Catalog.Core.Servers;
using Catalog.Policy.Checking;
using Catalog.Policy.Compiled;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Policies;

/// <summary>What the policy commands read.</summary>
internal static class PolicyInput
{
    internal static Option<string?> ServerOption() => new("--server")
    {
        Description = "Take the tools and their input schemas of this server from the catalog, for example npm:NAME",
        HelpName = "SERVER",
    };

    internal static Option<bool> JsonOption() => new("--json") { Description = "Print JSON" };

    /// <summary>Loads a policy; its name is the file's without extension.</summary>
    /// <exception cref="CommandFailedException">The file cannot be read.</exception>
    internal static PolicyLoadResult Load(string file) => PolicyLoader.Load(Read(file), Path.GetFileNameWithoutExtension(file));

    /// <summary>Loads a policy that must be valid.</summary>
    /// <exception cref="CommandFailedException">It cannot be read, or has errors, which are all in the message.</exception>
    internal static PolicySet LoadValid(string file)
    {
        var loaded = Load(file);
        return loaded.Policy ?? throw new CommandFailedException(
            $"`{file}` is no valid policy: {string.Join("; ", loaded.Errors.Select(static e => e.ToString()))}",
            ExitCodes.No);
    }

    internal static byte[] Read(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"`{file}` cannot be read: {failure.Message.TrimEnd('.')}", ExitCodes.Failed, failure);
        }
    }

    /// <summary>The tools of a server of the catalog with their schemas; null where no server is named.</summary>
    /// <exception cref="CommandFailedException">The name is no server key, or the catalog does not have it.</exception>
    internal static async Task<IReadOnlyDictionary<string, JsonElement?>?> ToolsOrNullAsync(string? server, string store, CancellationToken cancellationToken)
    {
        if (server is null)
        {
            return null;
        }

        if (!ServerKey.TryParse(server, out var key))
        {
            throw new CommandFailedException($"`{server}` is no server: write KIND:NAME, for example npm:@scope/name", ExitCodes.Usage);
        }

        await using var services = new ServiceCollection().AddCatalogStore(store).BuildServiceProvider();
        await StoreOption.OpenExistingAsync(services, cancellationToken);

        var tools = await services.GetRequiredService<ICatalogReader>().ListToolsAsync(key, withUnreached: false, cancellationToken);
        return tools.Count > 0
            ? tools.ToDictionary(static t => t.Definition.Tool, static t => t.Definition.InputSchema, StringComparer.Ordinal)
            : throw new CommandFailedException($"the catalog has no tools of `{key}`: run `catalog crawl {key}` first");
    }
}
