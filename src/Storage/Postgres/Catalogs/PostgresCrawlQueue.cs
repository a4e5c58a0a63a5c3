using Catalog.Core.Crawls;
using Catalog.Core.Sources;
using Catalog.Storage.Catalogs;
using Catalog.Storage.Changes;

namespace Catalog.Storage.Postgres.Catalogs;

/// <summary>The work of crawls beside the catalog, for workers on any number of machines: each takes what no other has locked, and leases lapse by the server's clock.</summary>
internal sealed class PostgresCrawlQueue(PostgresDatabase database, TimeProvider time) : ICrawlQueue
{
    // Held for the moment in which a run is joined or begun, so that two do not begin one each.
    private const long JoinLock = 0x43617431_4a6f;

    private readonly PostgresFinishing _finishing = new(database, time);

    /// <inheritdoc/>
    public Task<QueuedRun> JoinAsync(CrawlPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return database.WriteAsync(session => JoinAsync(session, plan), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<QueuedRun?> FindWaitingOrNullAsync(bool introspect, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.FirstAsync(
            """
            SELECT r.id, r.anew, (SELECT count(*) FROM crawl_work d WHERE d.run_id = r.id AND d.state = 'done') FROM crawl_runs r
            WHERE r.finished_at IS NULL AND r.introspect = $1
              AND (EXISTS (SELECT 1 FROM crawl_work w WHERE w.run_id = r.id AND w.state = 'waiting')
                   OR EXISTS (SELECT 1 FROM crawl_work w WHERE w.run_id = r.id AND w.state = 'leased' AND w.leased_until <= store_now()))
            ORDER BY r.id LIMIT 1
            """,
            static row => new QueuedRun(row.GetInt64(0), row.GetBoolean(1), (int)row.GetInt64(2)),
            introspect),
        cancellationToken);

    /// <inheritdoc/>
    public Task<int> AddAsync(long run, IReadOnlyList<(ServerListing Listing, string Shown)> listings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(listings);

        // One source is listed by one worker at a time; two sources that name the same in another order are in each other's way at most once, and tried again.
        var rows = listings.Select(static item => (item.Listing, item.Shown, Key: WorkRows.KeyOf(item.Listing, item.Shown))).DistinctBy(static row => row.Key, StringComparer.Ordinal).ToList();
        return database.WriteAsync(
            session => session.ExecuteAsync(
                """
                INSERT INTO crawl_work (run_id, work, key, reference, shown, server, listing, state, attempts)
                SELECT $1, 'Server', u.key, u.reference, u.shown, u.server, u.listing, 'waiting', 0
                FROM unnest($2, $3, $4, $5, $6) AS u (key, reference, shown, server, listing)
                ON CONFLICT DO NOTHING
                """,
                run,
                rows.Select(static row => row.Key).ToArray(),
                rows.Select(static row => row.Listing.Reference.ToString()).ToArray(),
                rows.Select(static row => row.Shown).ToArray(),
                rows.Select(static row => row.Listing.Server.Value).ToArray(),
                rows.Select(static row => WorkRows.Write(row.Listing)).ToArray()),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<CrawlLease>> LeaseAsync(long run, CrawlWork work, string worker, int most, TimeSpan time, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(most);
        return database.WriteAsync(session => LeaseAsync(session, run, work, worker, most, time), cancellationToken);
    }

    /// <inheritdoc/>
    public Task ExtendAsync(string worker, TimeSpan time, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.ExecuteAsync(
            """
            UPDATE crawl_work SET leased_until = store_now() + $2
            WHERE id IN (SELECT id FROM crawl_work WHERE state = 'leased' AND leased_by = $1 AND leased_until > store_now() ORDER BY id FOR NO KEY UPDATE)
            """,
            worker, time.Ticks),
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<CrawlItem>?> FinishAsync(CrawlLease lease, CrawlFinding finding, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(finding);
        return _finishing.FinishAsync(lease, finding, cancellationToken);
    }

    /// <inheritdoc/>
    public Task GiveBackAsync(IReadOnlyList<string> workers, bool areLost, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workers);
        return database.WriteAsync(
            session => session.ExecuteAsync(
                "UPDATE crawl_work SET state = 'waiting', leased_by = NULL, leased_until = NULL, attempts = attempts - $2 WHERE state = 'leased' AND leased_by = ANY ($1)",
                workers.ToArray(), areLost ? 0L : 1L),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListWorkersAsync(long run, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<string>>(
        async session => await session.QueryAsync("SELECT DISTINCT leased_by FROM crawl_work WHERE run_id = $1 AND state = 'leased'", static row => row.String(0), run),
        cancellationToken);

    /// <inheritdoc/>
    public Task<CrawlBacklog> CountAsync(long run, string worker, CancellationToken cancellationToken) => database.ReadAsync(
        async session => (await session.FirstAsync(
            """
            SELECT
                (SELECT count(*) FROM crawl_work WHERE run_id = $1 AND work = 'Source' AND state = 'waiting')
                    + (SELECT count(*) FROM crawl_work WHERE run_id = $1 AND work = 'Source' AND state = 'leased'),
                (SELECT count(*) FROM crawl_work WHERE run_id = $1 AND work = 'Server' AND state = 'waiting')
                    + (SELECT count(*) FROM crawl_work WHERE run_id = $1 AND work = 'Server' AND state = 'leased' AND leased_until <= store_now() AND leased_by <> $2),
                (SELECT count(*) FROM crawl_work WHERE run_id = $1 AND work = 'Server' AND state = 'leased' AND leased_until > store_now() AND leased_by <> $2)
            """,
            static row => new CrawlBacklog((int)row.GetInt64(0), (int)row.GetInt64(1), (int)row.GetInt64(2)),
            run, worker))!,
        cancellationToken);

    /// <inheritdoc/>
    public Task<CrawlRun?> TryEndAsync(long run, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            // The run's row is locked first: of two that end it at once, the second finds it ended.
            var isDone = await session.NumberAsync("SELECT id FROM crawl_runs WHERE id = $1 AND finished_at IS NULL FOR UPDATE", run) is not null
                && await session.NumberAsync(
                    "SELECT 1::bigint WHERE EXISTS (SELECT 1 FROM crawl_work WHERE run_id = $1 AND state = 'waiting') OR EXISTS (SELECT 1 FROM crawl_work WHERE run_id = $1 AND state = 'leased')",
                    run) is null;
            if (isDone)
            {
                await EndAsync(session, run);
            }

            return await session.FirstAsync($"SELECT {WorkRows.RunColumns} FROM crawl_runs r WHERE r.id = $1 AND r.finished_at IS NOT NULL", WorkRows.ReadRun, run);
        },
        cancellationToken);

    private static async Task<QueuedRun> JoinAsync(PostgresSession session, CrawlPlan plan)
    {
        await session.ExecuteAsync("SELECT pg_advisory_xact_lock($1)", JoinLock);
        var open = await session.FirstAsync(
            """
            SELECT r.id, (SELECT count(*) FROM crawl_work d WHERE d.run_id = r.id AND d.state = 'done'),
                   greatest(r.started_at, (SELECT max(i.ended_at) FROM crawl_items i WHERE i.run_id = r.id)) > store_now() - $2
            FROM crawl_runs r WHERE r.plan = $1 AND r.finished_at IS NULL ORDER BY r.id DESC LIMIT 1
            """,
            static row => (Id: row.GetInt64(0), Done: (int)row.GetInt64(1), IsFresh: row.GetBoolean(2)),
            plan.Key, WorkRows.Forgotten.Ticks);
        if (open.IsFresh)
        {
            return new QueuedRun(open.Id, plan.Anew, open.Done);
        }

        if (open.Id > 0)
        {
            await EndAsync(session, open.Id);
        }

        var run = await session.NumberAsync(
            "INSERT INTO crawl_runs (plan, introspect, anew, started_at, baseline) VALUES ($1, $2, $3, store_now(), NOT EXISTS (SELECT 1 FROM servers)) RETURNING id",
            plan.Key, plan.Introspect, plan.Anew);
        var references = plan.References.Distinct(StringComparer.Ordinal).ToArray();
        await session.ExecuteAsync(
            "INSERT INTO crawl_work (run_id, work, key, reference, shown, state, attempts) SELECT $1, 'Source', u.key, u.reference, '', 'waiting', 0 FROM unnest($2, $3) AS u (key, reference)",
            run!.Value, references.Select(WorkRows.KeyOf).ToArray(), references);
        return new QueuedRun(run.Value, plan.Anew, 0);
    }

    private static async Task<IReadOnlyList<CrawlLease>> LeaseAsync(PostgresSession session, long run, CrawlWork work, string worker, int most, TimeSpan time)
    {
        var leases = await TakeAsync(session, run, work, worker, most, time);
        if (leases.Count < most)
        {
            // Only who finds too little looks for what others lost: it would cost each lease more than the lease itself.
            await ReclaimAsync(session, run, work);
            leases.AddRange(await TakeAsync(session, run, work, worker, most - leases.Count, time));
        }

        return [.. leases.OrderBy(static lease => lease.Entry)];
    }

    private static Task<List<CrawlLease>> TakeAsync(PostgresSession session, long run, CrawlWork work, string worker, int most, TimeSpan time) => session.QueryAsync(
        $"""
        WITH next AS (
            SELECT id FROM crawl_work WHERE run_id = $1 AND work = $2 AND state = 'waiting' AND NOT ({WorkRows.IsGivenUp}) ORDER BY attempts, id LIMIT $3 FOR UPDATE SKIP LOCKED)
        UPDATE crawl_work w SET state = 'leased', leased_by = $4, leased_until = store_now() + $5, attempts = attempts + 1
        FROM next WHERE w.id = next.id RETURNING {WorkRows.LeaseColumns}
        """,
        row => WorkRows.ReadLease(row, worker),
        run, work.ToString(), (long)most, worker, time.Ticks);

    /// <summary>Lets wait again what nobody works on any more, and ends what was leased too often.</summary>
    private static async Task ReclaimAsync(PostgresSession session, long run, CrawlWork work)
    {
        await session.ExecuteAsync(
            """
            UPDATE crawl_work SET state = 'waiting', leased_by = NULL, leased_until = NULL
            WHERE id IN (SELECT id FROM crawl_work WHERE run_id = $1 AND state = 'leased' AND leased_until <= store_now() FOR UPDATE SKIP LOCKED)
            """,
            run);
        await session.ExecuteAsync(
            $"""
            WITH given_up AS (
                UPDATE crawl_work w SET state = 'done', reference = '', listing = NULL FROM (
                    SELECT id, CASE work WHEN 'Source' THEN reference ELSE shown END AS named FROM crawl_work
                    WHERE run_id = $1 AND work = $2 AND {WorkRows.IsGivenUp} FOR UPDATE SKIP LOCKED) o
                WHERE w.id = o.id RETURNING o.named, w.server)
            INSERT INTO crawl_items (run_id, ended_at, reference, server, status, tools, changed, reason)
            SELECT $1, store_now(), named, server, 'Failed', 0, 0, $3 FROM given_up
            """,
            run, work.ToString(), WorkRows.TooOften);
    }

    private static async Task EndAsync(PostgresSession session, long run)
    {
        await session.ExecuteAsync(
            """
            UPDATE crawl_runs r SET finished_at = store_now(), stored = c.stored, unchanged = c.unchanged, no_tools = c.no_tools, failed = c.failed, changed = c.changed, marked = c.marked, suspect = c.suspect
            FROM (
                SELECT count(*) FILTER (WHERE status = 'Stored') AS stored, count(*) FILTER (WHERE status = 'Unchanged') AS unchanged,
                       count(*) FILTER (WHERE status = 'NoTools') AS no_tools, count(*) FILTER (WHERE status = 'Failed') AS failed, coalesce(sum(changed), 0) AS changed,
                       coalesce(sum(marked), 0) AS marked, coalesce(sum(suspect), 0) AS suspect
                FROM crawl_items WHERE run_id = $1) c
            WHERE r.id = $1 AND r.finished_at IS NULL
            """,
            run);
        await session.ExecuteAsync("DELETE FROM crawl_work WHERE run_id = $1", run);
        await session.ExecuteAsync("DELETE FROM crawl_items WHERE run_id <= (SELECT id FROM crawl_runs ORDER BY id DESC LIMIT 1 OFFSET $1)", (long)WorkRows.KeptRuns);
        await session.ExecuteAsync("DELETE FROM changes WHERE at < store_now() - $1", ChangeRows.Kept.Ticks);
    }
}
