using Catalog.Core.Crawls;
using Catalog.Storage.Catalogs;
using Catalog.Storage.Changes;

namespace Catalog.Storage.Postgres.Catalogs;

/// <summary>Stores the ends of entries of one run inside one transaction: three ways to the server and back for all of them.</summary>
internal static class FinishedEntries
{
    /// <summary>Stores them.</summary>
    /// <param name="session">The open transaction.</param>
    /// <param name="group">Entries of one run; no two of them store the same server.</param>
    /// <param name="now">The moment.</param>
    /// <returns>For each the items, in their order; null where the entry was no longer the worker's.</returns>
    public static async Task<IReadOnlyList<CrawlItem>?[]> StoreAsync(PostgresSession session, IReadOnlyList<WaitingFinish> group, DateTimeOffset now)
    {
        var run = group[0].Lease.Run;
        var (held, isBaseline) = await CloseAsync(session, group, run);
        var ours = group.Where(item => held.Contains(item.Lease.Entry)).ToList();
        var ends = new IReadOnlyList<CrawlItem>?[group.Count];
        if (ours.Count > 0)
        {
            await PostgresStoring.RunAsync(session, [.. ours.SelectMany(static item => item.Updates)], now, new ChangeOrigin(run, isBaseline), (batch, outcomes) =>
            {
                var done = 0;
                foreach (var item in ours)
                {
                    ends[Place(item)] = item.Finding.Items([.. outcomes.Skip(done).Take(item.Updates.Count)]);
                    done += item.Updates.Count;
                }

                Note(batch, run, ours, [.. ours.Select(item => ends[Place(item)]!)], now);
            });
        }

        return ends;

        int Place(WaitingFinish item)
        {
            var place = 0;
            while (group[place] != item)
            {
                place++;
            }

            return place;
        }
    }

    /// <summary>Closes those entries that are still their workers'. Taken first and held to the end: nobody else can lease them while what came of them is stored.</summary>
    private static async Task<(HashSet<long> Held, bool IsBaseline)> CloseAsync(PostgresSession session, IReadOnlyList<WaitingFinish> group, long run)
    {
        await using var batch = session.Batch()
            .Add(PostgresStoring.Settings)
            .Add(
                """
                UPDATE crawl_work w SET state = 'done', reference = '', listing = NULL, leased_by = NULL, leased_until = NULL
                FROM (
                    SELECT c.id FROM crawl_work c JOIN unnest($1, $2, $3) AS u (id, worker, attempt) ON c.id = u.id
                    WHERE c.state = 'leased' AND c.leased_by = u.worker AND c.attempts = u.attempt AND c.leased_until > store_now()
                    ORDER BY c.id FOR NO KEY UPDATE OF c) o
                WHERE w.id = o.id RETURNING w.id
                """,
                group.Select(static item => item.Lease.Entry).ToArray(),
                group.Select(static item => item.Lease.Worker).ToArray(),
                group.Select(static item => (long)item.Lease.Attempt).ToArray())
            .Add("SELECT coalesce(baseline, false) FROM crawl_runs WHERE id = $1", run);
        await using var reader = await batch.ReadAsync();
        await session.RowsAsync(reader, static _ => true);
        await reader.NextResultAsync(session.CancellationToken);
        var held = (await session.RowsAsync(reader, static row => row.GetInt64(0))).ToHashSet();
        await reader.NextResultAsync(session.CancellationToken);
        return (held, (await session.RowsAsync(reader, static row => row.GetBoolean(0))) is [true]);
    }

    private static void Note(PostgresBatch batch, long run, IReadOnlyList<WaitingFinish> ended, IReadOnlyList<IReadOnlyList<CrawlItem>> ends, DateTimeOffset now)
    {
        var unchanged = ended.SelectMany(static item => item.Finding.Unchanged).Select(static key => key.Value).Distinct(StringComparer.Ordinal).ToArray();
        if (unchanged.Length > 0)
        {
            batch.Add(
                "UPDATE servers SET last_seen = greatest(last_seen, $2) WHERE id IN (SELECT id FROM servers WHERE key = ANY ($1) ORDER BY key FOR NO KEY UPDATE)",
                unchanged, now.ToStored()).Add("DELETE FROM server_gone WHERE server = ANY ($1)", [unchanged]).Add("DELETE FROM server_missing WHERE server = ANY ($1)", [unchanged]);
        }

        foreach (var gone in ended.SelectMany(static item => item.Finding.Gone))
        {
            batch.Add(IdentityRows.PutGoneSql, gone.Value, now.ToStored());
        }

        foreach (var missing in ended.SelectMany(static item => item.Finding.Missing))
        {
            batch.Add(IdentityRows.PutMissingSql, missing.Value, now.ToStored())
                .Add(IdentityRows.PutMissingGoneSql, missing.Value, now.ToStored(), (now - CrawlFinding.Patience).ToStored());
        }

        PostgresCrawlLedger.Record(batch, ended.Select(static item => item.Finding.Fetch).OfType<FetchRecord>());
        var items = ends.SelectMany(static end => end).ToList();
        if (items.Count > 0)
        {
            batch.Add(
                """
                INSERT INTO crawl_items (run_id, ended_at, reference, server, status, tools, changed, reason, marked, suspect)
                SELECT $1, store_now(), u.reference, u.server, u.status, u.tools, u.changed, u.reason, u.marked, u.suspect
                FROM unnest($2, $3, $4, $5, $6, $7, $8, $9) AS u (reference, server, status, tools, changed, reason, marked, suspect)
                """,
                run,
                items.Select(static item => item.Reference).ToArray(),
                items.Select(static item => item.Server).ToArray(),
                items.Select(static item => item.Status.ToString()).ToArray(),
                items.Select(static item => (long)item.Tools).ToArray(),
                items.Select(static item => (long)item.Changed).ToArray(),
                items.Select(static item => item.Reason).ToArray(),
                items.Select(static item => (long)item.Marked).ToArray(),
                items.Select(static item => (long)item.Suspect).ToArray());
        }

        for (var i = 0; i < ended.Count; i++)
        {
            PostgresCrawlLedger.Record(batch, ended[i].Finding.Source, ends[i]);
        }
    }
}
