using Catalog.Core.Crawls;
using Catalog.Core.Sources;
using Catalog.Crawler.Fetching;
using Catalog.Crawler.Sources;

namespace Catalog.Crawler.Pipeline;

/// <summary>Brings a listing's content to this machine: from the snapshots kept here where it is known, else from its source.</summary>
internal sealed class SnapshotFetching(IEnumerable<ISnapshotFetcher> fetchers, SnapshotStore store, WorkFolders folders, ReadersInUse readers, TimeProvider time)
{
    private readonly Dictionary<string, ISnapshotFetcher> _fetchers = fetchers.ToDictionary(static f => f.Id, StringComparer.Ordinal);

    /// <summary>Fetches.</summary>
    /// <param name="listing">What to fetch.</param>
    /// <param name="known">Its last successful fetch; null for none, or to fetch and read anew.</param>
    /// <param name="options">How the crawl is done.</param>
    /// <param name="report">Told where something is really fetched.</param>
    /// <param name="cancellationToken">Stops the fetching.</param>
    public async Task<ListingOutcome<FetchedListing>> FetchAsync(
        ServerListing listing,
        FetchRecord? known,
        CrawlOptions options,
        Action<CrawlStep> report,
        CancellationToken cancellationToken)
    {
        var reference = WebAddress.ShownSource(listing.Reference);
        if (!_fetchers.TryGetValue(listing.Reference.Scheme, out var fetcher))
        {
            return ListingOutcome<FetchedListing>.GoesOn(new FetchedListing { Listing = listing, FetchedAt = time.GetUtcNow() });
        }

        var readBy = readers.Describe(fetcher, options);
        var resolution = (listing.Revision is null ? null : fetcher.ResolveListed(listing, known)) ?? await fetcher.ResolveAsync(listing.Reference, known, cancellationToken);
        if (resolution.Problem is not null)
        {
            // A version that is not there says nothing of the package.
            var failed = ListingOutcome<FetchedListing>.Failed(reference, listing.Server.Value, resolution.Problem);
            return resolution.IsMissing && listing.Reference.Version is null ? failed with { Missing = known is { Servers.Count: > 0 } ? known.Servers : [listing.Server] } : failed;
        }

        if (known is not null && known.Revision == resolution.Revision && ReadersInUse.AreSame(known.ReadBy, readBy))
        {
            return new ListingOutcome<FetchedListing>(null, Unchanged(reference, known));
        }

        return await FetchAsync(listing, fetcher, resolution, readBy, known, report, cancellationToken);
    }

    private static IReadOnlyList<CrawlItem> Unchanged(string reference, FetchRecord known) => known.Servers.Count > 0
        ? [.. known.Servers.Select(key => new CrawlItem { Reference = reference, Server = key.Value, Status = CrawlStatus.Unchanged })]
        : [new CrawlItem { Reference = reference, Status = CrawlStatus.Unchanged, Reason = "no tools are defined in it, as before" }];

    private async Task<ListingOutcome<FetchedListing>> FetchAsync(
        ServerListing listing,
        ISnapshotFetcher fetcher,
        Resolution resolution,
        string readBy,
        FetchRecord? known,
        Action<CrawlStep> report,
        CancellationToken cancellationToken)
    {
        // One repository fetched for two folders is two snapshots: the nearest files are taken first.
        var name = $"{fetcher.Id}@{fetcher.Version}:{listing.Reference.Value}#{listing.Reference.Folder} {resolution.Revision}";
        var artefact = fetcher.Keeps ? await store.FindOrNullAsync(name, cancellationToken) : null;
        var work = artefact is null ? folders.Create() : null;
        var handedOn = false;
        try
        {
            if (work is not null)
            {
                report(CrawlStep.Fetching);
                var fetched = await fetcher.FetchAsync(listing.Reference, resolution, work.Path, cancellationToken);
                if (fetched.Artefact is null)
                {
                    return ListingOutcome<FetchedListing>.Failed(WebAddress.ShownSource(listing.Reference), listing.Server.Value, fetched.Problem!);
                }

                artefact = fetcher.Keeps ? await store.KeepAsync(name, fetched.Artefact, cancellationToken) : fetched.Artefact;
            }

            handedOn = !fetcher.Keeps;
            return ListingOutcome<FetchedListing>.GoesOn(new FetchedListing
            {
                Listing = listing,
                Resolution = resolution,
                Artefact = artefact,
                ReadBy = readBy,
                Known = known?.Servers ?? [],
                FetchedAt = time.GetUtcNow(),
                Work = handedOn ? work : null,
            });
        }
        finally
        {
            if (!handedOn)
            {
                work?.Dispose();
            }
        }
    }
}
