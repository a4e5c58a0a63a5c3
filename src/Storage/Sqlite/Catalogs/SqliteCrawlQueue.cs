using Catalog.Core.Catalogs;
using Catalog.Core.Crawls;
using Catalog.Core.Sources;
using Catalog.Storage.Catalogs;
using Catalog.Storage.Changes;

namespace Catalog.Storage.Sqlite.Catalogs;

/// <summary>The work of crawls in the catalog's file; every change of it goes through the one writer, and so in turn.</summary>
internal sealed class SqliteCrawlQueue(SqliteDatabase database, TimeProvider time) : ICrawlQueue
{
    private long Now => time.GetUtcNow().ToStored();

    /// <inheritdoc/>
    public Task<QueuedRun> JoinAsync(CrawlPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return database.WriteAsync(session => Join(session, plan), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<QueuedRun?> FindWaitingOrNullAsync(bool introspect, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.First(
            """
            SELECT r.id, r.anew, (SELECT count(*) FROM crawl_work d WHERE d.run_id = r.id AND d.state = 'done') FROM crawl_runs r
            WHERE r.finished_at IS NULL AND r.introspect = ?1
              AND EXISTS (SELECT 1 FROM crawl_work w WHERE w.run_id = r.id AND (w.state = 'waiting' OR (w.state = 'leased' AND w.leased_until <= ?2)))
            ORDER BY r.id LIMIT 1
            """,
            static row => new QueuedRun(row.GetInt64(0), row.GetBoolean(1), row.GetInt32(2)),
            introspect, Now),
        cancellationToken);

    /// <inheritdoc/>
    public Task<int> AddAsync(long run, IReadOnlyList<(ServerListing Listing, string Shown)> listings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(listings);
        return database.WriteAsync(session => listings.Sum(item => Add(session, run, item.Listing, item.Shown)), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<CrawlLease>> LeaseAsync(long run, CrawlWork work, string worker, int most, TimeSpan time, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(most);
        return database.WriteAsync<IReadOnlyList<CrawlLease>>(session => Lease(session, run, work, worker, most, time), cancellationToken);
    }

    /// <inheritdoc/>
    public Task ExtendAsync(string worker, TimeSpan time, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.Execute(
            "UPDATE crawl_work SET leased_until = ?2 WHERE state = 'leased' AND leased_by = ?1 AND leased_until > ?3",
            worker, Now + time.Ticks, Now),
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<CrawlItem>?> FinishAsync(CrawlLease lease, CrawlFinding finding, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(finding);
        var updates = finding.Updates.Select(static update => (Update: update, Tools: PreparedTool.All(update))).ToList();
        return database.WriteAsync(session => Finish(session, lease, finding, updates), cancellationToken);
    }

    /// <inheritdoc/>
    public Task GiveBackAsync(IReadOnlyList<string> workers, bool areLost, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workers);
        return database.WriteAsync(
            session => workers.Sum(worker => session.Execute(
                "UPDATE crawl_work SET state = 'waiting', leased_by = NULL, leased_until = NULL, attempts = attempts - ?2 WHERE state = 'leased' AND leased_by = ?1",
                worker, areLost ? 0 : 1)),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListWorkersAsync(long run, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<string>>(
        session => session.Query("SELECT DISTINCT leased_by FROM crawl_work WHERE run_id = ?1 AND state = 'leased'", static row => row.GetString(0), run),
        cancellationToken);

    /// <inheritdoc/>
    public Task<CrawlBacklog> CountAsync(long run, string worker, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.First(
            """
            SELECT
                (SELECT count(*) FROM crawl_work WHERE run_id = ?1 AND work = 'Source' AND state = 'waiting')
                    + (SELECT count(*) FROM crawl_work WHERE run_id = ?1 AND work = 'Source' AND state = 'leased'),
                (SELECT count(*) FROM crawl_work WHERE run_id = ?1 AND work = 'Server' AND state = 'waiting')
                    + (SELECT count(*) FROM crawl_work WHERE run_id = ?1 AND work = 'Server' AND state = 'leased' AND leased_until <= ?3 AND leased_by <> ?2),
                (SELECT count(*) FROM crawl_work WHERE run_id = ?1 AND work = 'Server' AND state = 'leased' AND leased_until > ?3 AND leased_by <> ?2)
            """,
            static row => new CrawlBacklog(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2)),
            run, worker, Now)!,
        cancellationToken);

    /// <inheritdoc/>
    public Task<CrawlRun?> TryEndAsync(long run, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            if (session.Number("SELECT 1 WHERE EXISTS (SELECT 1 FROM crawl_work WHERE run_id = ?1 AND state = 'waiting') OR EXISTS (SELECT 1 FROM crawl_work WHERE run_id = ?1 AND state = 'leased')", run) is null)
            {
                End(session, run);
            }

            return session.First($"SELECT {WorkRows.RunColumns} FROM crawl_runs r WHERE r.id = ?1 AND r.finished_at IS NOT NULL", WorkRows.ReadRun, run);
        },
        cancellationToken);

    private QueuedRun Join(SqliteSession session, CrawlPlan plan)
    {
        var open = session.First(
            """
            SELECT r.id, (SELECT count(*) FROM crawl_work d WHERE d.run_id = r.id AND d.state = 'done'),
                   max(r.started_at, coalesce((SELECT max(i.ended_at) FROM crawl_items i WHERE i.run_id = r.id), 0))
            FROM crawl_runs r WHERE r.plan = ?1 AND r.finished_at IS NULL ORDER BY r.id DESC LIMIT 1
            """,
            static row => (Id: row.GetInt64(0), Done: row.GetInt32(1), Last: row.GetInt64(2)),
            plan.Key);
        if (open.Id > 0)
        {
            if (open.Last > Now - WorkRows.Forgotten.Ticks)
            {
                return new QueuedRun(open.Id, plan.Anew, open.Done);
            }

            End(session, open.Id);
        }

        var run = session.Insert("INSERT INTO crawl_runs (plan, introspect, anew, started_at, baseline) VALUES (?1, ?2, ?3, ?4, NOT EXISTS (SELECT 1 FROM servers))", plan.Key, plan.Introspect, plan.Anew, Now);
        foreach (var reference in plan.References)
        {
            session.Execute(
                "INSERT INTO crawl_work (run_id, work, key, reference, shown, state, attempts) VALUES (?1, 'Source', ?2, ?3, '', 'waiting', 0) ON CONFLICT DO NOTHING",
                run, WorkRows.KeyOf(reference), reference);
        }

        return new QueuedRun(run, plan.Anew, 0);
    }

    private static int Add(SqliteSession session, long run, ServerListing listing, string shown) => session.Execute(
        """
        INSERT INTO crawl_work (run_id, work, key, reference, shown, server, listing, state, attempts) VALUES (?1, 'Server', ?2, ?3, ?4, ?5, ?6, 'waiting', 0)
        ON CONFLICT DO NOTHING
        """,
        run, WorkRows.KeyOf(listing, shown), listing.Reference.ToString(), shown, listing.Server.Value, WorkRows.Write(listing));

    private List<CrawlLease> Lease(SqliteSession session, long run, CrawlWork work, string worker, int most, TimeSpan forTime)
    {
        var now = Now;
        session.Execute("UPDATE crawl_work SET state = 'waiting', leased_by = NULL, leased_until = NULL WHERE run_id = ?1 AND state = 'leased' AND leased_until <= ?2", run, now);
        foreach (var (id, shown, server) in session.Query(
            $"SELECT id, CASE work WHEN 'Source' THEN reference ELSE shown END, server FROM crawl_work WHERE run_id = ?1 AND work = ?2 AND {WorkRows.IsGivenUp}",
            static row => (row.GetInt64(0), row.GetString(1), row.Text(2)),
            run, work.ToString()))
        {
            Close(session, id);
            Note(session, run, now, new CrawlItem { Reference = shown, Server = server, Status = CrawlStatus.Failed, Reason = WorkRows.TooOften });
        }

        var leases = session.Query(
            $"SELECT {WorkRows.LeaseColumns} FROM crawl_work w WHERE w.run_id = ?1 AND w.work = ?2 AND w.state = 'waiting' ORDER BY w.attempts, w.id LIMIT ?3",
            static row => WorkRows.ReadLease(row, ""),
            run, work.ToString(), most);
        foreach (var lease in leases)
        {
            session.Execute("UPDATE crawl_work SET state = 'leased', leased_by = ?2, leased_until = ?3, attempts = attempts + 1 WHERE id = ?1", lease.Entry, worker, now + forTime.Ticks);
        }

        return leases.ConvertAll(lease => lease with { Worker = worker, Attempt = lease.Attempt + 1 });
    }

    private IReadOnlyList<CrawlItem>? Finish(SqliteSession session, CrawlLease lease, CrawlFinding finding, IReadOnlyList<(ServerUpdate Update, IReadOnlyList<PreparedTool> Tools)> updates)
    {
        var (now, moment) = (Now, time.GetUtcNow());
        if (session.Number(
            "SELECT 1 FROM crawl_work WHERE id = ?1 AND state = 'leased' AND leased_by = ?2 AND attempts = ?3 AND leased_until > ?4",
            lease.Entry, lease.Worker, lease.Attempt, now) is null)
        {
            return null;
        }

        var origin = updates.Count == 0 ? default : new ChangeOrigin(lease.Run, session.Number("SELECT baseline FROM crawl_runs WHERE id = ?1", lease.Run) == 1);
        var items = finding.Items([.. updates.Select(update => ServerStoring.Run(session, update.Update, update.Tools, moment, origin))]);
        foreach (var key in finding.Unchanged)
        {
            session.Execute("UPDATE servers SET last_seen = max(last_seen, ?2) WHERE key = ?1", key.Value, now);
            IdentityWriting.IsThere(session, key.Value);
        }

        IdentityWriting.AreGone(session, finding.Gone, now);
        IdentityWriting.AreMissing(session, finding.Missing, now, now - CrawlFinding.Patience.Ticks);

        if (finding.Fetch is { } fetch)
        {
            SqliteCrawlLedger.Record(session, fetch);
        }

        foreach (var item in items)
        {
            Note(session, lease.Run, now, item);
        }

        SqliteCrawlLedger.Record(session, finding.Source, items, now);
        Close(session, lease.Entry);
        return items;
    }

    private static void Close(SqliteSession session, long entry) => session.Execute(
        "UPDATE crawl_work SET state = 'done', reference = '', listing = NULL, leased_by = NULL, leased_until = NULL WHERE id = ?1",
        entry);

    private static void Note(SqliteSession session, long run, long now, CrawlItem item) => session.Execute(
        "INSERT INTO crawl_items (run_id, ended_at, reference, server, status, tools, changed, reason, marked, suspect) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        run, now, item.Reference, item.Server, item.Status.ToString(), item.Tools, item.Changed, item.Reason, item.Marked, item.Suspect);

    private void End(SqliteSession session, long run)
    {
        session.Execute(
            """
            UPDATE crawl_runs AS r SET finished_at = ?2,
                stored = (SELECT count(*) FROM crawl_items i WHERE i.run_id = r.id AND i.status = 'Stored'),
                unchanged = (SELECT count(*) FROM crawl_items i WHERE i.run_id = r.id AND i.status = 'Unchanged'),
                no_tools = (SELECT count(*) FROM crawl_items i WHERE i.run_id = r.id AND i.status = 'NoTools'),
                failed = (SELECT count(*) FROM crawl_items i WHERE i.run_id = r.id AND i.status = 'Failed'),
                changed = (SELECT coalesce(sum(i.changed), 0) FROM crawl_items i WHERE i.run_id = r.id),
                marked = (SELECT coalesce(sum(i.marked), 0) FROM crawl_items i WHERE i.run_id = r.id),
                suspect = (SELECT coalesce(sum(i.suspect), 0) FROM crawl_items i WHERE i.run_id = r.id)
            WHERE r.id = ?1 AND r.finished_at IS NULL
            """,
            run, Now);
        session.Execute("DELETE FROM crawl_work WHERE run_id = ?1", run);
        session.Execute("DELETE FROM crawl_items WHERE run_id <= (SELECT id FROM crawl_runs ORDER BY id DESC LIMIT 1 OFFSET ?1)", WorkRows.KeptRuns);
        session.Execute("DELETE FROM changes WHERE at < ?1", Now - ChangeRows.Kept.Ticks);
    }
}
