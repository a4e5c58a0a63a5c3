using Catalog.Classifier.Suspicions;
using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Crawls;
using Catalog.Core.Servers;
using Catalog.Core.Snapshots;
using Catalog.Core.Suspicions;
using Catalog.Core.Tools;
using Catalog.Crawler.Sources;

namespace Catalog.Crawler.Pipeline;

/// <summary>The last two stages: classifies what was read, and says what is to be stored of it.</summary>
internal sealed class Storing(IToolClassifier classifier, ShadowCheck? shadows = null, ISecondOpinion? secondOpinion = null)
{
    /// <summary>Classifies, and asks for second opinions where somebody configured them.</summary>
    public async Task<JudgedListing> JudgeAsync(ReadListing read, CancellationToken cancellationToken)
    {
        var updates = new List<ServerUpdate>();
        foreach (var server in read.Reading.Servers)
        {
            updates.Add(await JudgeAsync(server, cancellationToken));
        }

        return new JudgedListing(read.Fetched, [.. updates, .. Emptied(read)], read.Reading);
    }

    /// <summary>What is to be stored of a listing, and how its servers fared once it is.</summary>
    public static CrawlFinding FindingOf(JudgedListing judged)
    {
        var reference = WebAddress.ShownSource(judged.Fetched.Listing.Reference);
        return new CrawlFinding
        {
            Updates = judged.Updates,
            Items = outcomes => ItemsOf(judged, reference, outcomes),

            // What was read in part is read again next time.
            Fetch = judged.Fetched.Resolution is { } resolution && judged.Reading.IsWhole
                ? new FetchRecord
                {
                    Reference = reference,
                    Servers = [.. judged.Updates.Select(static update => update.Key)],
                    Revision = resolution.Revision,
                    ETag = resolution.ETag,
                    ReadBy = judged.Fetched.ReadBy,
                    FetchedAt = judged.Fetched.FetchedAt,
                }
                : null,
        };
    }

    private static IReadOnlyList<CrawlItem> ItemsOf(JudgedListing judged, string reference, IReadOnlyList<UpdateOutcome> outcomes)
    {
        var notes = judged.Reading.Notes;
        return judged.Updates.Count == 0
            ? [new CrawlItem { Reference = reference, Server = judged.Fetched.Listing.Server.Value, Status = CrawlStatus.NoTools, Reason = "no MCP tools are defined in it" }]
            : [.. judged.Updates.Zip(outcomes, (update, outcome) => new CrawlItem
            {
                Reference = reference,
                Server = update.Key.Value,
                Status = update.Tools.Count == 0 && update.Notice is not null ? CrawlStatus.NoTools : CrawlStatus.Stored,
                Tools = update.Tools.Count(static tool => tool.Definition.Exposed != Exposure.No),
                Changed = outcome.Added + outcome.Changed + outcome.Removed,
                Marked = outcome.Marked,
                Suspect = update.Tools.Count(static tool => tool.Classification.SuspectTexts?.Any(static s => s.Severity >= SuspectSeverity.Medium) == true),
                Reason = notes.Count == 0 ? null : notes[0] + (notes.Count > 1 ? $" (and {notes.Count - 1} more)" : ""),
            })];
    }

    private async Task<ServerUpdate> JudgeAsync(ReadServer server, CancellationToken cancellationToken) => new()
    {
        Key = server.Key,
        Title = server.Title,
        Description = server.Description,
        Repository = server.Repository,
        Homepage = server.Homepage,
        License = server.License,
        Notice = server.Notice,
        Claims = server.Claims,
        Formerly = server.Formerly,
        Snapshot = server.Snapshot,
        Tools = await JudgeAsync(server.Key, server.Tools, cancellationToken),
    };

    private async Task<IReadOnlyList<ClassifiedTool>> JudgeAsync(ServerKey key, IReadOnlyList<ToolDefinition> tools, CancellationToken cancellationToken)
    {
        ClassifiedTool[] judged = [.. tools.Select(tool => new ClassifiedTool(tool, classifier.Classify(tool)))];
        if (shadows is not null)
        {
            await shadows.AddAllAsync(key, judged, cancellationToken);
        }

        for (var i = 0; secondOpinion is not null && i < judged.Length; i++)
        {
            judged[i] = judged[i] with { Classification = await secondOpinion.ReviewAsync(judged[i].Definition, judged[i].Classification, cancellationToken) };
        }

        return judged;
    }

    /// <summary>Servers that this reference had last time and has no more: all of their tools end.</summary>
    private static IEnumerable<ServerUpdate> Emptied(ReadListing read) => !read.Reading.IsWhole
        ? []
        : read.Fetched.Known.Where(key => !read.Reading.Servers.Any(server => server.Key == key)).Select(key => new ServerUpdate
        {
            Key = key,
            Snapshot = new Snapshot
            {
                Source = read.Reading.Reference,
                Version = read.Fetched.Resolution?.Version,
                Commit = read.Fetched.Resolution?.Commit,
                ContentHash = new string('0', 64),
                Origin = SnapshotOrigin.Source,
                FetchedAt = read.Fetched.FetchedAt,
            },
            Tools = [],
        });
}
