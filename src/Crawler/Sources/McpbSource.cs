using System.Runtime.CompilerServices;
using Catalog.Core.Servers;
using Catalog.Core.Sources;
using Catalog.Crawler.Archives;

namespace Catalog.Crawler.Sources;

/// <summary>An MCP bundle of this machine: <c>mcpb:FILE</c>. Its server is named by its manifest.</summary>
internal sealed class McpbSource(CrawlerOptions options) : IServerSource
{
    public string Id => "mcpb";

    public async IAsyncEnumerable<SourceEntry> ListAsync(SourceReference reference, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield return List(reference, options.Limits);
    }

    private static SourceEntry List(SourceReference reference, ArchiveLimits limits)
    {
        if (!File.Exists(reference.Value))
        {
            return SourceEntry.Failed(WebAddress.ShownSource(reference), $"there is no file `{reference.Value}`");
        }

        var (manifest, problem) = BundleManifest.Read(reference.Value, limits);
        return manifest is null
            ? SourceEntry.Failed(WebAddress.ShownSource(reference), problem!)
            : SourceEntry.Listed(new ServerListing
            {
                Server = ServerKey.Parse("mcpb:" + manifest.Name),
                Reference = reference,
                ListedBy = reference.ToString(),
                Title = manifest.Title,
                Description = manifest.Description,
                Repository = manifest.Repository,
            });
    }
}
