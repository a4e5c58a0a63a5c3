using Catalog.Core.Snapshots;
using Catalog.Crawler.Archives;
using Catalog.Crawler.Extractors;
using Catalog.Crawler.Fetching;
using Catalog.Crawler.Introspection;
using Catalog.Crawler.Sources;

namespace Catalog.Crawler.Pipeline;

/// <summary>Reads what was fetched: unpacks it, extracts, and asks the running server where that is wanted. Live servers are only asked.</summary>
internal sealed class SnapshotReading(
    ISnapshotExtraction extraction,
    IEnumerable<ISnapshotRunner> runners,
    IEnumerable<ILiveServer> live,
    Unpacker unpacker,
    WorkFolders folders)
{
    private readonly Dictionary<string, ISnapshotRunner> _runners = runners.ToDictionary(static r => r.Id, StringComparer.Ordinal);
    private readonly Dictionary<string, ILiveServer> _live = live.ToDictionary(static l => l.Id, StringComparer.Ordinal);

    /// <summary>Reads one listing.</summary>
    public async Task<SourceReading> ReadAsync(FetchedListing fetched, CrawlOptions options, Action<CrawlStep> report, CancellationToken cancellationToken) =>
        fetched.Artefact is null
            ? await AskAsync(fetched, options, report, cancellationToken)
            : await ExtractAsync(fetched, fetched.Artefact, options, report, cancellationToken);

    private async Task<SourceReading> AskAsync(FetchedListing fetched, CrawlOptions options, Action<CrawlStep> report, CancellationToken cancellationToken)
    {
        var listing = fetched.Listing;
        var reference = WebAddress.ShownSource(listing.Reference);
        if (!_live.TryGetValue(listing.Reference.Scheme, out var server))
        {
            return new SourceReading { Reference = reference, Problem = $"`{listing.Reference.Scheme}:` names no server that can be fetched or asked" };
        }

        report(CrawlStep.Asking);
        var answer = await server.AskAsync(listing, options, cancellationToken);
        if (answer.Problem is not null)
        {
            return new SourceReading { Reference = reference, Problem = answer.Problem };
        }

        var read = new ReadServer
        {
            Key = listing.Server,
            Title = listing.Title ?? answer.Title,
            Description = listing.Description,
            Repository = WebAddress.RepositoryOrNull(listing.Repository),
            Claims = ServerClaims.Of(listing.Server, listing, new PackageManifest()),
            Snapshot = new Snapshot
            {
                Source = WebAddress.ShownSource(listing.Reference),
                Version = answer.Version,
                ContentHash = ToolList.Hash(answer.Tools),
                Origin = SnapshotOrigin.Running,
                FetchedAt = fetched.FetchedAt,
            },
            Tools = ToolList.Complete(answer.Tools, listing.Server, listing.Repository),
        };
        return new SourceReading { Reference = reference, Servers = [read] };
    }

    private async Task<SourceReading> ExtractAsync(FetchedListing fetched, Artefact artefact, CrawlOptions options, Action<CrawlStep> report, CancellationToken cancellationToken)
    {
        report(CrawlStep.Extracting);
        var reference = WebAddress.ShownSource(fetched.Listing.Reference);
        using var work = folders.CreateFor(artefact);
        var root = work.Make("snapshot");
        var unpacked = unpacker.Unpack(artefact, root, cancellationToken);
        if (unpacked.Refusal is not null)
        {
            return new SourceReading { Reference = reference, Problem = $"the archive is refused: {unpacked.Refusal}" };
        }

        var snapshot = new SnapshotFolder { Path = root, Folder = fetched.Listing.Reference.Folder, Explain = options.Explain };
        if (snapshot.Folder is not null && !Directory.Exists(Path.Combine(root, snapshot.Folder)))
        {
            return new SourceReading { Reference = reference, Problem = $"there is no folder `{snapshot.Folder}` in it" };
        }

        var extracted = await extraction.ExtractAsync(snapshot, cancellationToken);
        var servers = ServerNaming.Name(fetched, extracted.Servers, unpacked.ContentHash);
        servers = BundleTools.Add(fetched.Listing, root, servers, fetched, unpacked.ContentHash);
        if (options.Introspect)
        {
            report(CrawlStep.Asking);
            var (asked, problem) = await RunAsync(fetched, snapshot, servers, unpacked.ContentHash, options, cancellationToken);
            return problem is null || servers.Any(static server => server.Tools.Count > 0)
                ? Result(reference, asked, extracted, problem)
                : new SourceReading { Reference = reference, Problem = problem, Notes = extracted.Problems };
        }

        return Result(reference, servers, extracted, unasked: null);
    }

    private static SourceReading Result(string reference, IReadOnlyList<ReadServer> servers, ExtractionResult extracted, string? unasked)
    {
        var unread = extracted.Problems;
        IReadOnlyList<string> notes = [.. unread, .. extracted.Notices, .. unasked is null ? [] : new[] { unasked }];
        var found = servers.Where(static server => server.Tools.Count > 0 || server.Notice is not null).ToList();

        // Nothing found, and something unread: what is not seen is not "no tools".
        return found.Count == 0 && unread.Count > 0
            ? new SourceReading { Reference = reference, Problem = unread[0], Notes = notes, Explanations = extracted.Explanations }
            : new SourceReading { Reference = reference, Servers = found, Notes = notes, IsWhole = unread.Count == 0, Explanations = extracted.Explanations };
    }

    private async Task<(IReadOnlyList<ReadServer> Servers, string? Problem)> RunAsync(
        FetchedListing fetched,
        SnapshotFolder snapshot,
        IReadOnlyList<ReadServer> read,
        string contentHash,
        CrawlOptions options,
        CancellationToken cancellationToken)
    {
        var listing = fetched.Listing;
        if (!_runners.TryGetValue(listing.Reference.Scheme, out var runner))
        {
            return (read, $"`{listing.Reference.Scheme}:` was read and not asked: only npm packages are installed and run so far");
        }

        var answer = await runner.AskAsync(listing.Reference, fetched.Resolution!, snapshot, options, cancellationToken);
        if (answer.Problem is not null)
        {
            return (read, answer.Problem);
        }

        var source = read.FirstOrDefault(server => server.Key == listing.Server)
            ?? ServerNaming.Name(fetched, [new ExtractedServer { Manifest = new PackageManifest(), Tools = [] }], contentHash)[0];
        var both = source with
        {
            Title = source.Title ?? answer.Title,
            Snapshot = source.Snapshot with { Origin = source.Tools.Count > 0 ? SnapshotOrigin.Both : SnapshotOrigin.Running },
            Tools = ToolList.Complete(AnswerMerge.Merge(source.Tools, answer.Tools), source.Key, source.Repository),
        };
        return ([.. read.Where(server => server.Key != source.Key), both], null);
    }
}
