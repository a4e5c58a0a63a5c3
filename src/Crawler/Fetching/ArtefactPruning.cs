using Catalog.Core.Crawls;
using Catalog.Core.Sources;

namespace Catalog.Crawler.Fetching;

/// <summary>Goes through the kept artefacts: one stays that the ledger's last fetch of a reference was read from, so that a new extractor needs no network.</summary>
internal sealed class ArtefactPruning(SnapshotStore store, ICrawlLedger ledger) : IArtefactPruning
{
    private const int Page = 500;
    private static readonly string[] Schemes = ["npm", "pypi", "nuget", "github", "git", "mcpb", "http", "file", "dir"];

    public async Task<PrunedArtefacts> PruneAsync(DateTimeOffset before, bool isDryRun, CancellationToken cancellationToken)
    {
        var needed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var scheme in Schemes)
        {
            string? after = null;
            while (await ledger.ListFetchesAsync(scheme + ":", after, Page, cancellationToken) is { Count: > 0 } page)
            {
                foreach (var fetch in page)
                {
                    if (SourceReference.TryParse(fetch.Reference, out var reference, out _))
                    {
                        needed.Add($"{scheme} {reference.Value}#{reference.Folder} {fetch.Revision}");
                    }
                }

                after = page[^1].Reference;
            }
        }

        return store.Prune(name => needed.Contains(WithoutVersion(name)), before, isDryRun, cancellationToken);
    }

    // FETCHER@VERSION:WHAT — another version of the fetcher unpacks anew, from the same bytes.
    private static string WithoutVersion(string name)
    {
        var (at, colon) = (name.IndexOf('@', StringComparison.Ordinal), name.IndexOf(':', StringComparison.Ordinal));
        return at < 0 || colon < at ? name : $"{name[..at]} {name[(colon + 1)..]}";
    }
}
