using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Catalog.Core.Decisions;
using Catalog.Storage.Decisions;

namespace Catalog.Storage.Sqlite.Decisions;

/// <summary>Decisions in the gateway's file. Several processes may write: each batch goes on from whatever entry is the last.</summary>
internal sealed class SqliteDecisionTarget(SqliteDatabase database, DecisionLogOptions options, TimeProvider time) : IDecisionTarget
{
    // So many rows by one statement: the number of the last row is read and written for each statement, and not for each row.
    private const int Together = 16;
    private const int Columns = 6;

    private static readonly string InsertOne = Insert(1);
    private static readonly string InsertSome = Insert(Together);

    private readonly DecisionTexts _texts = new();
    private DateOnly _removedOn;

    /// <inheritdoc/>
    public async Task WriteAsync(IReadOnlyList<DecisionLogEntry> entries)
    {
        _texts.Fill(entries);
        await database.WriteHereAsync(session => Write(session, entries));
    }

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellationToken) => database.WriteAsync(
        static session =>
        {
            // A row is written as it is: a full disk shows only then. Before the first entry there is none, but a mark in the file's head.
            if (session.Execute("UPDATE decision_chain SET only = only") == 0)
            {
                session.Script(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {session.Number("PRAGMA user_version")}"));
            }

            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DecisionLogEntry>> ListAsync(DecisionQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        Validator.ValidateObject(query, new ValidationContext(query), validateAllProperties: true);
        return database.ReadAsync<IReadOnlyList<DecisionLogEntry>>(session => List(session, query), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<DecisionLogCheck> VerifyAsync(string? known, CancellationToken cancellationToken) =>
        database.ReadAsync(session => SqliteChainCheck.Run(session, known), cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private bool Write(SqliteSession session, IReadOnlyList<DecisionLogEntry> entries)
    {
        var chain = SqliteChain.FindOrNull(session);
        var head = chain?.Head ?? DecisionChain.Start;
        var first = 0L;
        var values = new object?[Together * Columns];
        for (var i = 0; i < entries.Count;)
        {
            var count = entries.Count - i < Together ? 1 : Together;
            for (var row = 0; row < count; row++)
            {
                var entry = entries[i + row];
                head = _texts.Hash(i + row, head);
                ReadOnlySpan<object?> cells = [entry.Time.ToStored(), entry.Server, entry.Tool, Name(entry.Decision), _texts[i + row], head];
                cells.CopyTo(values.AsSpan(row * Columns));
            }

            var last = session.Insert(count == 1 ? InsertOne : InsertSome, values.AsSpan(0, count * Columns));
            first = first == 0 ? last - count + 1 : first;
            i += count;
        }

        chain = chain is null
            ? new SqliteChain(first, DecisionChain.Start, 0, entries.Count, head)
            : chain with { Entries = chain.Entries + entries.Count, Head = head };
        chain.Save(session);
        RemoveOld(session, chain);
        return true;
    }

    /// <summary>Once a day, what is older than it is to be kept; the last entry always stays.</summary>
    private void RemoveOld(SqliteSession session, SqliteChain chain)
    {
        var now = time.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (options.Keep is not { } keep || today == _removedOn)
        {
            return;
        }

        // Up to the first that is young enough, in order: a clock that was set back keeps more, never a gap.
        var kept = session.Number("SELECT min(id) FROM decisions WHERE time >= ?1", (now - keep).ToStored())
            ?? session.Number("SELECT max(id) FROM decisions")!.Value;
        if (session.First("SELECT hash FROM decisions WHERE id < ?1 ORDER BY id DESC LIMIT 1", static row => row.IsDBNull(0) ? null : row.GetFieldValue<byte[]>(0), kept) is { } before)
        {
            var removed = session.Number("SELECT count(*) FROM decisions WHERE id < ?1 AND hash IS NOT NULL", kept)!.Value;
            (chain with { FirstId = kept, FirstBefore = before, Removed = chain.Removed + removed }).Save(session);
        }

        session.Execute("DELETE FROM decisions WHERE id < ?1", kept);
        _removedOn = today;
    }

    private static string Insert(int rows)
    {
        var values = Enumerable.Range(0, rows).Select(static row => $"({string.Join(", ", Enumerable.Range((row * Columns) + 1, Columns).Select(static at => $"?{at}"))})");
        return $"INSERT INTO decisions (time, server, tool, decision, entry, hash) VALUES {string.Join(", ", values)}";
    }

    private static List<DecisionLogEntry> List(SqliteSession session, DecisionQuery query)
    {
        var values = new List<object?>();
        var conditions = new List<string> { "TRUE" };
        Filter("tool = ", query.Tool);
        Filter("server = ", query.Server);
        Filter("decision = ", query.Decision is { } kind ? Name(kind) : null);
        Filter("time >= ", query.Since.ToStored());
        values.Add(query.Limit);
        return session.Query(
            $"SELECT entry FROM decisions WHERE {string.Join(" AND ", conditions)} ORDER BY id DESC LIMIT ?{values.Count}",
            static row => DecisionJson.Read(row.GetString(0)),
            [.. values]);

        void Filter(string condition, object? value)
        {
            if (value is not null)
            {
                values.Add(value);
                conditions.Add($"{condition}?{values.Count}");
            }
        }
    }

    private static string Name(DecisionKind kind) => kind switch
    {
        DecisionKind.Allow => nameof(DecisionKind.Allow),
        DecisionKind.Deny => nameof(DecisionKind.Deny),
        DecisionKind.Pending => nameof(DecisionKind.Pending),
        DecisionKind.Refuse => nameof(DecisionKind.Refuse),
        DecisionKind.Settled => nameof(DecisionKind.Settled),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
