using Catalog.Core.Sources;
using Catalog.Core.Tools;
using Catalog.Crawler.Extractors;
using Catalog.Crawler.Sources;

namespace Catalog.Crawler.Pipeline;

/// <summary>Adds to a bundle's server the tools that its manifest states and that its source did not show: a name and a description, partial.</summary>
internal static class BundleTools
{
    private const string Extractor = "mcpb-manifest@1";

    /// <summary>The servers with what the manifest adds; as they were for anything but a bundle.</summary>
    public static IReadOnlyList<ReadServer> Add(ServerListing listing, string root, IReadOnlyList<ReadServer> servers, FetchedListing fetched, string contentHash)
    {
        var path = Path.Combine(root, "manifest.json");
        if (listing.Reference.Scheme != "mcpb" || !File.Exists(path))
        {
            return servers;
        }

        using var stream = File.OpenRead(path);
        var (manifest, _) = BundleManifest.Parse(stream, path);
        var stated = (manifest?.Tools ?? [])
            .Select(static tool => new ToolDefinition
            {
                Tool = tool.Name,
                Description = tool.Description,
                Exposed = Exposure.Unknown,
                Partial = true,
                Source = new SourceLocation { File = "manifest.json", Extractor = Extractor },
            })
            .ToList();
        var server = servers.FirstOrDefault(server => server.Key == listing.Server)
            ?? ServerNaming.Name(fetched, [new ExtractedServer { Manifest = new PackageManifest(), Tools = [] }], contentHash)[0];
        var known = server.Tools.Select(static tool => tool.Tool).ToHashSet(StringComparer.Ordinal);
        var whole = server with
        {
            Snapshot = server.Snapshot with { Version = manifest?.Version ?? server.Snapshot.Version },
            Tools = ToolList.Complete([.. server.Tools, .. stated.Where(tool => !known.Contains(tool.Tool))], server.Key, server.Repository),
        };
        return [whole, .. servers.Where(other => other.Key != server.Key)];
    }
}
