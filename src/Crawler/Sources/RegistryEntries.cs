using System.Text.Json;
using Catalog.Core.Servers;
using Catalog.Core.Sources;
using Catalog.Crawler.Fetching;
using Catalog.Crawler.Fetching.Nuget;
using Catalog.Crawler.Fetching.Pypi;

namespace Catalog.Crawler.Sources;

/// <summary>Reads one page of a registry's list: for each server its packages, else its remotes, else its repository.</summary>
internal static class RegistryEntries
{
    /// <summary>The cursor of the next page; null at the end.</summary>
    public static string? NextCursor(JsonElement page) => page.ValueKind == JsonValueKind.Object && page.TryGetProperty("metadata", out var metadata) ? Text(metadata, "nextCursor") : null;

    /// <summary>The listings of a page; what is no server, deleted, or nothing that can be read is passed over.</summary>
    public static IEnumerable<ServerListing> Read(JsonElement page, SourceReference registry) => Array(page, "servers").SelectMany(entry => ReadServer(entry, registry));

    /// <summary>
    /// The servers of a page that the registry calls deleted and that nobody else can speak for: those at an address. Whether a package or a repository is there, its own source says each night,
    /// and a person who takes a server off a list may well go on with its package.
    /// </summary>
    public static IEnumerable<ServerListing> ReadDeleted(JsonElement page, SourceReference registry) => Array(page, "servers")
        .Where(static entry => IsDeleted(entry, ServerOf(entry)))
        .SelectMany(entry => ReadListings(ServerOf(entry), registry))
        .Where(static listing => listing.Reference.Scheme == "http");

    /// <summary>The listings of one server: an entry of a list, or a server card, which says the same of itself.</summary>
    public static IEnumerable<ServerListing> ReadServer(JsonElement entry, SourceReference registry)
    {
        var server = ServerOf(entry);
        return IsDeleted(entry, server) ? [] : ReadListings(server, registry);
    }

    // v0.1 wraps the server beside its `_meta`; before, it stood alone.
    private static JsonElement ServerOf(JsonElement entry) => entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("server", out var wrapped) ? wrapped : entry;

    private static bool IsDeleted(JsonElement entry, JsonElement server) => (Text(server, "status") ?? StatusOf(entry)) is "deleted";

    private static IEnumerable<ServerListing> ReadListings(JsonElement server, SourceReference registry)
    {
        var repository = server.ValueKind == JsonValueKind.Object && server.TryGetProperty("repository", out var named) ? Text(named, "url") : null;
        var found = false;
        foreach (var (scheme, name, version) in PackagesOf(server))
        {
            if (ServerKey.TryParse($"{scheme}:{(scheme == "pypi" ? SimplePage.Normalize(name) : name)}", out var key))
            {
                found = true;
                yield return Listing(key, new SourceReference { Scheme = scheme, Value = name, Version = version }, server, repository, registry);
            }
        }

        foreach (var remote in found ? [] : Array(server, "remotes"))
        {
            // An address with `{variables}` is a form to fill in, not an address.
            if (Text(remote, "url") is { } url && !url.Contains('{', StringComparison.Ordinal) && Text(remote, "type") is "streamable-http" or "sse"
                && Uri.TryCreate(Text(remote, "url"), UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
                && ServerKey.TryParse("remote:" + WebAddress.WithoutSecrets(uri.AbsoluteUri), out var key))
            {
                found = true;
                yield return Listing(key, new SourceReference { Scheme = "http", Value = uri.AbsoluteUri }, server, repository, registry);
            }
        }

        if (!found && repository is not null && GitAddress.GitHubNameOrNull(repository) is { } source && SourceReference.TryParse($"github:{source}{Subfolder(server)}", out var reference, out _)
            && ServerKey.TryParse(reference.ToString(), out var own))
        {
            yield return Listing(own, reference, server, repository, registry);
        }
    }

    /// <summary>The packages of one ecosystem, the first that has any: the same server published twice is one server.</summary>
    private static IEnumerable<(string Scheme, string Name, string? Version)> PackagesOf(JsonElement server)
    {
        var packages = Array(server, "packages")
            .Select(static package => (Scheme: Text(package, "registryType") ?? Text(package, "registry_type"), Name: Text(package, "identifier") ?? Text(package, "name"), Version: Text(package, "version")))
            .Where(static package => package.Name is { } name && package.Scheme switch { "npm" => NpmFetcher.CheckName(name), "pypi" => PypiFetcher.CheckName(name), "nuget" => NugetFetcher.CheckName(name), _ => "" } is null)
            .ToList();
        return new[] { "npm", "pypi", "nuget" }.Select(scheme => packages.FindAll(package => package.Scheme == scheme)).FirstOrDefault(static some => some.Count > 0)?.Select(static package => (package.Scheme!, package.Name!, package.Version)) ?? [];
    }

    private static string? StatusOf(JsonElement entry) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("_meta", out var meta) && meta.ValueKind == JsonValueKind.Object && meta.TryGetProperty("io.modelcontextprotocol.registry/official", out var official) ? Text(official, "status") : null;

    private static string Subfolder(JsonElement server) =>
        server.TryGetProperty("repository", out var repository) && Text(repository, "subfolder")?.Trim('/') is { Length: > 0 } folder ? "#" + folder : "";

    private static ServerListing Listing(ServerKey key, SourceReference reference, JsonElement server, string? repository, SourceReference registry) => new()
    {
        Server = key,
        Reference = reference,
        ListedBy = registry.ToString(),
        Title = Text(server, "title") ?? Text(server, "name"),
        Description = Text(server, "description"),
        Repository = repository,

        // A host's own card may call itself as it likes; a registry checks who may take a name.
        RegistryName = registry.Scheme == "registry" ? Text(server, "name") : null,
    };

    private static IEnumerable<JsonElement> Array(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
