using Catalog.Core.Servers;
using Catalog.Core.Snapshots;
using Catalog.Core.Sources;
using Catalog.Crawler.Extractors;
using Catalog.Crawler.Sources;

namespace Catalog.Crawler.Pipeline;

/// <summary>Gives the servers found in a snapshot their keys, and the words that pages show of them.</summary>
internal static class ServerNaming
{
    /// <summary>The servers with their keys, those without tools among them.</summary>
    public static IReadOnlyList<ReadServer> Name(FetchedListing fetched, IReadOnlyList<ExtractedServer> servers, string contentHash)
    {
        var named = new List<ReadServer>();
        foreach (var group in servers.GroupBy(server => KeyOf(fetched, server), StringComparer.Ordinal))
        {
            // A package is one server, in however many of its folders its tools are defined; a repository's folders are one each.
            if (ServerKey.TryParse(group.Key, out var key))
            {
                named.Add(Describe(fetched, key, group.OrderBy(static server => server.Folder is null ? 0 : 1).First(), [.. group], contentHash));
            }
        }

        return named;
    }

    private static string KeyOf(FetchedListing fetched, ExtractedServer server)
    {
        var listing = fetched.Listing;
        return server.Folder is null || listing.Server.Kind is not ("git" or "github" or "dir" or "file") || string.Equals(server.Folder, listing.Reference.Folder, StringComparison.Ordinal)
            ? listing.Server.Value
            : $"{WithoutFolder(listing.Server.Value, listing.Reference.Folder)}#{server.Folder}";
    }

    private static string WithoutFolder(string key, string? folder) =>
        folder is not null && key.EndsWith("#" + folder, StringComparison.Ordinal) ? key[..^(folder.Length + 1)] : key;

    private static ReadServer Describe(FetchedListing fetched, ServerKey key, ExtractedServer server, IReadOnlyList<ExtractedServer> parts, string contentHash)
    {
        var listing = fetched.Listing;
        var manifest = server.Manifest;
        var own = WebAddress.RepositoryOrNull(manifest.Repository);
        var repository = key.Kind == "github" ? "https://github.com/" + WithoutFolder(key.Name, server.Folder ?? listing.Reference.Folder)
            : WebAddress.RepositoryOrNull(listing.Repository) ?? own;
        return new ReadServer
        {
            Key = key,
            Title = Shown(listing.Title ?? manifest.Title, 200),
            Description = Shown(listing.Description ?? manifest.Description, 2000),
            Repository = repository,
            Homepage = WebAddress.PageOrNull(manifest.Homepage),
            License = Shown(manifest.License, 200),
            Notice = Shown(server.Notice, 500),
            Claims = ServerClaims.Of(key, listing, manifest),
            Formerly = FormerOrNull(listing, key),
            Snapshot = new Snapshot
            {
                Source = WebAddress.ShownSource(listing.Reference),
                Version = fetched.Resolution?.Version ?? Shown(manifest.Version, 100),
                Commit = fetched.Resolution?.Commit,
                ContentHash = contentHash,
                ETag = fetched.Resolution?.ETag,
                Origin = SnapshotOrigin.Source,
                FetchedAt = fetched.FetchedAt,
            },
            Tools = ToolList.Complete(parts.SelectMany(static part => part.Tools), key, repository),
        };
    }

    /// <summary>What the key was called before the listing's own was: a folder keeps its name.</summary>
    private static ServerKey? FormerOrNull(ServerListing listing, ServerKey key) =>
        listing.Formerly is { } former && key.Value.StartsWith(WithoutFolder(listing.Server.Value, listing.Reference.Folder), StringComparison.Ordinal)
        && ServerKey.TryParse(WithoutFolder(former.Value, listing.Reference.Folder) + key.Value[WithoutFolder(listing.Server.Value, listing.Reference.Folder).Length..], out var old)
            ? old
            : null;

    /// <summary>A stranger's words, cut to a length that a page can hold; null for none.</summary>
    private static string? Shown(string? text, int length)
    {
        var trimmed = text?.Trim();
        return string.IsNullOrEmpty(trimmed) ? null : trimmed.Length <= length ? trimmed : trimmed[..(char.IsHighSurrogate(trimmed[length - 1]) ? length - 1 : length)];
    }
}
