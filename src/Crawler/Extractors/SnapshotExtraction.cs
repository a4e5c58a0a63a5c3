using Catalog.Core.Tools;
using Catalog.Crawler.Extractors.Linking;

namespace Catalog.Crawler.Extractors;

/// <summary>Has snapshots read by worker processes, and completes what they found.</summary>
internal sealed class SnapshotExtraction(IEnumerable<ILanguageExtractor> extractors, LinkWorkerPool pool, IDependencySources dependencies) : ISnapshotExtraction
{
    /// <summary>Names of siblings grow with the square of the tools: all together take no more characters than this.</summary>
    private const int MostOfSiblings = 32 * 1024 * 1024;

    public string ReadBy { get; } = string.Join(' ', SnapshotLinking.Ordered(extractors).Select(static e => $"{e.Id}@{e.Version}"));

    public async Task<ExtractionResult> ExtractAsync(SnapshotFolder folder, CancellationToken cancellationToken)
    {
        using var mounted = new MountedDependencies(dependencies);
        var request = new LinkRequest { Folder = folder };
        var reply = await pool.ReadAsync(request, cancellationToken);
        if (reply.Result is null && await new ApartReading(pool).ReadOrNullAsync(request, cancellationToken) is { } apart)
        {
            reply = new LinkReply { Result = apart };
        }

        while (reply.Result is not null && await mounted.AddAsync(reply.Wishes, cancellationToken))
        {
            // A reader that fails on what was added costs the addition only.
            var further = await pool.ReadAsync(request with { Mounts = mounted.Mounts }, cancellationToken);
            reply = further.Result is not null ? further
                : new LinkReply { Result = reply.Result with { Problems = [.. reply.Result.Problems, $"the snapshot with its dependencies {further.Problem}"] } };
        }

        return reply.Result is { } result
            ? result with { Servers = [.. result.Servers.Select(WithSiblings)], Notices = [.. result.Notices, .. mounted.Notices] }
            : new ExtractionResult { Servers = [], Problems = [$"the snapshot {reply.Problem}"] };
    }

    private static ExtractedServer WithSiblings(ExtractedServer server)
    {
        var names = server.Tools.Where(static t => t.Exposed != Exposure.No).Select(static t => t.Tool).ToList();
        var share = MostOfSiblings / Math.Max(1, server.Tools.Count);
        if (names.Sum(static n => n.Length) > share)
        {
            // Of very many the first ones stand for all.
            names = [.. names.TakeWhile(name => (share -= name.Length) >= 0)];
        }

        return server with { Tools = [.. server.Tools.Select(t => t with { Siblings = [.. names.Where(n => n != t.Tool)] })] };
    }
}
