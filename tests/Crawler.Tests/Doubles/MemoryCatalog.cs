using System.Collections.Concurrent;
using Catalog.Core.Catalogs;
using Catalog.Core.Crawls;
using Catalog.Core.Servers;

namespace Catalog.Crawler.Tests.Doubles;

/// <summary>What a crawl stores and remembers, in memory. Work is kept by <see cref="MemoryQueue"/>.</summary>
internal sealed class MemoryCatalog : ICrawlLedger, IToolNames
{
    private readonly ConcurrentDictionary<string, FetchRecord> _fetches = new(StringComparer.Ordinal);

    public ConcurrentDictionary<ServerKey, ServerUpdate> Servers { get; } = new();

    public ConcurrentQueue<CrawlRun> Runs { get; } = new();

    public ConcurrentQueue<(long Run, CrawlItem Item)> Items { get; } = new();

    public ConcurrentQueue<ServerKey> Touched { get; } = new();

    public ConcurrentQueue<ServerKey> Gone { get; } = new();

    public ConcurrentQueue<ServerKey> Missing { get; } = new();

    /// <summary>The server that the store refuses, as a full disk would.</summary>
    public ServerKey? Refused { get; set; }

    public UpdateOutcome Store(ServerUpdate update)
    {
        if (update.Key == Refused)
        {
            throw new StoreException("the disk is full; free some space");
        }

        var before = Servers.TryGetValue(update.Key, out var known) ? known.Tools.Select(static t => t.Definition.Tool).ToHashSet(StringComparer.Ordinal) : [];
        var now = update.Tools.Select(static t => t.Definition.Tool).ToHashSet(StringComparer.Ordinal);
        Servers[update.Key] = update;
        return new UpdateOutcome(known is null, now.Except(before, StringComparer.Ordinal).Count(), 0, 0, before.Except(now, StringComparer.Ordinal).Count(), 0);
    }

    public Task<IReadOnlySet<string>> FindElsewhereAsync(IReadOnlyCollection<string> names, ServerKey except, CancellationToken cancellationToken) => Task.FromResult<IReadOnlySet<string>>(
        Servers.Values.Where(server => server.Key != except).SelectMany(static server => server.Tools).Select(static tool => tool.Definition.Tool).Intersect(names, StringComparer.OrdinalIgnoreCase).ToHashSet(StringComparer.OrdinalIgnoreCase));

    public Task<FetchRecord?> FindFetchOrNullAsync(string reference, CancellationToken cancellationToken) => Task.FromResult(_fetches.GetValueOrDefault(reference));

    public Task<IReadOnlyDictionary<string, FetchRecord>> FindFetchesAsync(IReadOnlyCollection<string> references, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, FetchRecord>>(_fetches.Where(fetch => references.Contains(fetch.Key)).ToDictionary(StringComparer.Ordinal));

    public Task<IReadOnlyList<FetchRecord>> ListFetchesAsync(string prefix, string? after, int limit, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<FetchRecord>>(
        [.. _fetches.Values.Where(f => f.Reference.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(f.Reference, after) > 0).OrderBy(static f => f.Reference, StringComparer.Ordinal).Take(limit)]);

    public Task RecordFetchAsync(FetchRecord fetch, CancellationToken cancellationToken)
    {
        _fetches[fetch.Reference] = fetch;
        return Task.CompletedTask;
    }

    public ConcurrentDictionary<string, SourceListed> Sources { get; } = new(StringComparer.Ordinal);

    public Task<IReadOnlyList<SourceRecord>> ListSourcesAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<SourceRecord>>(
        [.. Sources.Values.Select(static listed => new SourceRecord { Reference = listed.Reference, TriedAt = DateTimeOffset.UnixEpoch, Problem = listed.Problem })]);

    public Task<IReadOnlyList<CrawlRun>> ListRunsAsync(int limit, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<CrawlRun>>([.. Runs.Reverse().Take(limit)]);

    public Task<IReadOnlyList<(long Position, CrawlItem Item)>> ListItemsAsync(long run, long after, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<(long, CrawlItem)>>([.. Items.Where(item => item.Run == run).Select(static (item, i) => (i + 1L, item.Item)).Where(item => item.Item1 > after).Take(limit)]);
}
