using System.Text.Json;
using Catalog.Core.Servers;
using Catalog.Core.Sources;
using Catalog.Crawler.Fetching;

namespace Catalog.Crawler.Sources;

/// <summary>Reads one page of a registry's list: for each server its npm packages, else its remotes.</summary>
internal static class RegistryEntries
{
    /// <summary>The cursor of the next page; null at the end.</summary>
    public static string? NextCursor(JsonElement page) => page.ValueKind == JsonValueKind.Object && page.TryGetProperty("metadata", out var metadata) ? Text(metadata, "nextCursor") : null;

    /// <summary>The listings of a page; what is no server, deleted, or nothing that can be read is passed over.</summary>
    public static IEnumerable<ServerListing> Read(JsonElement page, SourceReference registry) => Array(page, "servers").SelectMany(entry => ReadServer(entry, registry));

    private static IEnumerable<ServerListing> ReadServer(JsonElement entry, SourceReference registry)
    {
        // v0.1 wraps the server beside its `_meta`; before, it stood alone.
        var server = entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("server", out var wrapped) ? wrapped : entry;
        if (Text(server, "status") is "deleted")
        {
            yield break;
        }

        var repository = server.ValueKind == JsonValueKind.Object && server.TryGetProperty("repository", out var named) ? Text(named, "url") : null;
        var found = false;
        foreach (var package in Array(server, "packages"))
        {
            var name = Text(package, "identifier") ?? Text(package, "name");
            if ((Text(package, "registryType") ?? Text(package, "registry_type")) == "npm" && name is not null && NpmFetcher.CheckName(name) is null && ServerKey.TryParse("npm:" + name, out var key))
            {
                found = true;
                yield return Listing(key, new SourceReference { Scheme = "npm", Value = name, Version = Text(package, "version") }, server, repository, registry);
            }
        }

        foreach (var remote in found ? [] : Array(server, "remotes"))
        {
            // An address with `{variables}` is a form to fill in, not an address.
            if (Text(remote, "url") is { } url && !url.Contains('{', StringComparison.Ordinal) && Text(remote, "type") is "streamable-http" or "sse"
                && Uri.TryCreate(Text(remote, "url"), UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
                && ServerKey.TryParse("remote:" + WebAddress.WithoutSecrets(uri.AbsoluteUri), out var key))
            {
                yield return Listing(key, new SourceReference { Scheme = "http", Value = uri.AbsoluteUri }, server, repository, registry);
            }
        }
    }

    private static ServerListing Listing(ServerKey key, SourceReference reference, JsonElement server, string? repository, SourceReference registry) => new()
    {
        Server = key,
        Reference = reference,
        ListedBy = registry.ToString(),
        Title = Text(server, "title") ?? Text(server, "name"),
        Description = Text(server, "description"),
        Repository = repository,
    };

    private static IEnumerable<JsonElement> Array(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
