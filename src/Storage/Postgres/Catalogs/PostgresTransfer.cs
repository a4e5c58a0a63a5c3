using System.Data.Common;
using Catalog.Storage.Catalogs;
using Catalog.Storage.Postgres.Words;
using Catalog.Storage.Transfers;

namespace Catalog.Storage.Postgres.Catalogs;

/// <summary>The catalog in PostgreSQL as an end of a transfer.</summary>
internal sealed class PostgresTransfer(PostgresDatabase database) : ITransferStore
{
    /// <inheritdoc/>
    public string Location => database.Location;

    /// <inheritdoc/>
    public Task<T> ReadAsync<T>(Func<ITransferReader, T> read, CancellationToken cancellationToken) =>
        database.ReadTogetherAsync(session => Task.Run(() => read(new Reader(session)), cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task AddAsync(IReadOnlyList<MovedServer> servers, IReadOnlyList<(MovedRows Rows, object?[] Values)> rows, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var need = servers.Sum(static server => 1L + server.Snapshots.Count + server.Rosters.Count + server.Tools.Sum(static tool =>
                1L + tool.Definitions.Sum(static d => 1L + d.Readings.Count + d.Verdicts.Count)));
            var ids = new Queue<long>(need == 0 ? [] : await session.QueryAsync("SELECT nextval('ids') FROM generate_series(1, $1)", static row => row.GetInt64(0), need));
            var storing = new StoringRows();
            await using var batch = session.Batch();
            foreach (var server in servers)
            {
                Collect(storing, batch, server, ids);
            }

            // Servers first, for the rows of all other tables point to them.
            await batch.ExecuteAsync();
            await storing.SendAsync(session);
            foreach (var (moved, values) in rows)
            {
                batch.Add(moved.InsertSql, values);
            }

            await batch.ExecuteAsync();
            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task EndAsync(CancellationToken cancellationToken) => database.WriteAsync(
        static async session =>
        {
            // Rows came with numbers of their own; what is added from now on has higher ones.
            foreach (var (table, column) in new[] { ("crawl_runs", "id"), ("crawl_items", "position"), ("disputes", "position"), ("changes", "position") })
            {
                await session.ExecuteAsync($"SELECT setval(pg_get_serial_sequence('catalog.{table}', '{column}'), coalesce((SELECT max({column}) FROM {table}), 0) + 1, false)");
            }

            return true;
        },
        cancellationToken);

    private static void Collect(StoringRows rows, PostgresBatch batch, MovedServer server, Queue<long> ids)
    {
        var serverId = ids.Dequeue();
        batch.Add("INSERT INTO servers (id, key, snapshot_id, first_seen, last_seen) VALUES ($1, $2, 0, $3, $4)", serverId, server.Key, server.FirstSeen, server.LastSeen);
        var snapshotId = 0L;
        foreach (var s in server.Snapshots)
        {
            snapshotId = ids.Dequeue();
            rows.Snapshots.Add(
                snapshotId, serverId, s.StoredAt, s.FetchedAt, s.Title, s.Description, s.Repository, s.Homepage, s.License, s.Notice, s.Source, s.Version, s.Commit, s.ContentHash, s.ETag, s.Origin);
        }

        rows.Touch(serverId, snapshotId, server.LastSeen, MovedCurrent.ToolSetOrNull(server));
        var rosters = new List<long>();
        foreach (var names in server.Rosters)
        {
            rosters.Add(ids.Dequeue());
            rows.Rosters.Add(rosters[^1], serverId, names.GetRawText());
        }

        var shown = server.Snapshots[^1];
        var searched = PostgresWords.Stems($"{SearchText.Words(server.Key)} {shown.Title}");
        foreach (var tool in server.Tools)
        {
            Collect(rows, server.Key, serverId, rosters, searched, tool, ids);
        }

        rows.SayServer(
            serverId, isNew: true, SearchText.Words(server.Key), shown.Title, shown.Description,
            string.Join(' ', server.Tools.Where(static tool => MovedCurrent.OfOrNull(tool) is not null).Select(static tool => SearchText.Words(tool.Name))));
    }

    private static void Collect(StoringRows rows, string key, long serverId, List<long> rosters, IReadOnlyList<string> searched, MovedTool tool, Queue<long> ids)
    {
        var toolId = ids.Dequeue();
        rows.Tools.Add(toolId, serverId, tool.Name, tool.FirstSeen);
        long definitionId = 0, readingId = 0, verdictId = 0;
        foreach (var d in tool.Definitions)
        {
            definitionId = ids.Dequeue();
            rows.NewDefinitions.Add(definitionId, toolId, d.Hash, d.Body.GetRawText(), d.From, d.Until);
            foreach (var r in d.Readings)
            {
                readingId = ids.Dequeue();
                rows.NewReadings.Add(readingId, definitionId, r.Body.GetRawText(), r.Roster is { } place ? rosters[place] : null, r.From, r.Until);
            }

            foreach (var v in d.Verdicts)
            {
                verdictId = ids.Dequeue();
                rows.NewClassifications.Add(verdictId, definitionId, v.Category, v.Risk, v.Classifier, v.Body.GetRawText(), v.From, v.Until);
            }
        }

        // What is in force is the last of each, and so are the ids.
        if (MovedCurrent.OfOrNull(tool) is { } current)
        {
            rows.CurrentAdded.Add(
                toolId, serverId, key, tool.Name, definitionId, readingId, verdictId, current.Verdict.Category, current.Verdict.Risk,
                current.Classification.Review, current.IsOffered, string.Join(',', current.Facets));
            rows.SayTool(toolId, isNew: true, SearchText.Words(tool.Name), current.Defined.Title, searched, current.Defined.Description);
        }
    }

    private sealed class Reader(PostgresSession session) : ITransferReader
    {
        public List<T> Query<T>(string sql, Func<DbDataReader, T> map, params object?[] values) => session.Query(sql, map, values);
    }
}
