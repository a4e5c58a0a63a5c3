using Catalog.Core.Catalogs;
using Catalog.Core.Changes;
using Catalog.Storage.Catalogs;
using Catalog.Storage.Changes;

namespace Catalog.Storage.Postgres.Catalogs;

/// <summary>Makes updates their servers' present states, inside one transaction.</summary>
internal static class PostgresStoring
{
    /// <summary>
    /// How a transaction that stores is set, until its end. What a crawl finds is found again where a crash of the server loses its last moment. Statements are planned once and not for each
    /// server, which costs more than to run them; without statistics, as in a new catalog, such a plan might read whole tables: not while there is an index.
    /// </summary>
    public const string Settings = "SELECT set_config('synchronous_commit', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true)";

    /// <summary>Stores the updates; the outcomes in their order.</summary>
    /// <param name="session">The open transaction, with <see cref="Settings"/>.</param>
    /// <param name="updates">The updates; no two of one server.</param>
    /// <param name="now">The moment.</param>
    /// <param name="origin">What found them.</param>
    /// <param name="addMore">Adds what is to be stored with them, once their outcomes are known; null for nothing.</param>
    public static async Task<IReadOnlyList<UpdateOutcome>> RunAsync(
        PostgresSession session,
        IReadOnlyList<PreparedUpdate> updates,
        DateTimeOffset now,
        ChangeOrigin origin,
        Action<PostgresBatch, IReadOnlyList<UpdateOutcome>>? addMore = null)
    {
        var rows = new StoringRows();
        IReadOnlyList<UpdateOutcome> outcomes = [];
        if (updates.Count > 0)
        {
            var known = await KnownServers.LockAsync(session, updates, now.ToStored());
            outcomes = [.. updates.Select(update => Collect(rows, known, known[update.Key], update, now.ToStored(), origin))];
        }

        await rows.SendAsync(session, addMore is null ? null : batch => addMore(batch, outcomes));
        return outcomes;
    }

    private static UpdateOutcome Collect(StoringRows rows, KnownServers known, KnownServer server, PreparedUpdate prepared, long clock, ChangeOrigin origin)
    {
        var update = prepared.Update;

        // A clock that was set back must not make a row end before it began.
        var now = Math.Max(clock, server.LastSeen);
        var shownAnew = server.Snapshot is null || !ServerTexts.AreEqual(server.Snapshot, update);
        var snapshotId = shownAnew ? known.NextId() : 0;
        if (shownAnew)
        {
            rows.Snapshots.Add([snapshotId, server.Id, now, update.Snapshot.FetchedAt.ToStored(), .. ServerTexts.Of(update)]);
        }

        rows.Identities.Put(update, server.IsNew, now);
        rows.Touch(server.Id, snapshotId, now, prepared.ToolSet);
        var collecting = new ToolCollecting(rows, known, server, prepared, now);
        var changes = new ChangeRecording(update, server.IsNew, [.. server.Tools.Values]);
        if (server.Snapshot is { } told)
        {
            changes.Told(told);
        }

        int added = 0, changed = 0, reclassified = 0, unchanged = 0;
        foreach (var tool in prepared.Tools)
        {
            if (!server.Tools.Remove(tool.Name, out var before))
            {
                collecting.Add(tool);
                changes.Added(tool);
                added++;
                continue;
            }

            changes.Changed(before, string.Equals(before.Hash, tool.Hash, StringComparison.Ordinal) ? null : before.Body ?? tool.Body, tool);
            switch (collecting.Change(before, tool, shownAnew))
            {
                case ToolChange.Definition:
                    changed++;
                    break;
                case ToolChange.Classification:
                    reclassified++;
                    break;
                default:
                    unchanged++;
                    break;
            }
        }

        foreach (var gone in server.Tools.Values)
        {
            collecting.End(gone);
            changes.Gone(gone);
        }

        if (shownAnew || added + server.Tools.Count > 0)
        {
            rows.SayServer(server.Id, server.IsNew, SearchText.Words(prepared.Key), update.Title, update.Description, string.Join(' ', prepared.Tools.Select(static tool => tool.Words)));
        }

        foreach (var row in changes.Rows)
        {
            rows.Changes.Add(now, origin.Run, prepared.Key, row.Tool, row.Kind.ToString(), row.Marked, origin.IsBaseline && row.Kind == ChangeKind.ServerAppeared, row.Body);
        }

        return new UpdateOutcome(server.IsNew, added, changed, reclassified, server.Tools.Count, unchanged) { Marked = changes.Rows.Count(static row => row.Marked) };
    }
}
