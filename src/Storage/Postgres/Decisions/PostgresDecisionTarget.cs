using System.ComponentModel.DataAnnotations;
using System.Text;
using Catalog.Core.Decisions;
using Catalog.Storage.Decisions;

namespace Catalog.Storage.Postgres.Decisions;

/// <summary>
/// Decisions in a database on a server. Several gateways may write to it: the row of the chain's end is locked for each batch, so that their entries make one chain.
/// </summary>
internal sealed class PostgresDecisionTarget(PostgresDatabase database, DecisionLogOptions options, TimeProvider time) : IDecisionTarget
{
    private readonly DecisionTexts _texts = new();
    private DateOnly _removedOn;

    // What was written and not told so yet, for a later part of it failed: it comes once more, and is passed over.
    private readonly HashSet<DecisionLogEntry> _written = new(ReferenceEqualityComparer.Instance);

    // What the last try would have written, where it is not known whether it did: the connection may have broken after the end was sent.
    private (IReadOnlyList<DecisionLogEntry> Entries, long Last, byte[] Head)? _unsure;

    /// <inheritdoc/>
    public async Task WriteAsync(IReadOnlyList<DecisionLogEntry> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        var removes = options.Keep is not null && Today != _removedOn;
        await database.WriteAsync(session => WriteAsync(session, entries, removes), CancellationToken.None);
        _unsure = null;
        Forget(entries);
        if (removes)
        {
            _removedOn = Today;
        }
    }

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellationToken) => database.WriteAsync(
        // A row is written as it is: a standby, or a full disk, shows only then.
        static session => session.ExecuteAsync("UPDATE decision_chain SET one = one"),
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DecisionLogEntry>> ListAsync(DecisionQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        Validator.ValidateObject(query, new ValidationContext(query), validateAllProperties: true);
        return database.ReadAsync<IReadOnlyList<DecisionLogEntry>>(
            async session => await session.QueryAsync(
                "SELECT entry FROM decisions WHERE ($1::text IS NULL OR tool = $1) AND ($2::text IS NULL OR server = $2) AND ($3::text IS NULL OR decision = $3) AND ($4::bigint IS NULL OR time >= $4) ORDER BY id DESC LIMIT $5",
                static row => DecisionJson.Read(row.String(0)),
                query.Tool, query.Server, query.Decision?.ToString(), query.Since.ToStored(), (long)query.Limit),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<DecisionLogCheck> VerifyAsync(string? known, CancellationToken cancellationToken) =>
        database.ReadTogetherAsync(session => PostgresChainCheck.RunAsync(session, known), cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private async Task<bool> WriteAsync(PostgresSession session, IReadOnlyList<DecisionLogEntry> all, bool removes)
    {
        var chain = await PostgresChain.LockAsync(session);
        if (_unsure is { } tried)
        {
            // Whoever held the end of the chain before has ended: what that transaction wrote is there now, or never will be.
            if (await session.FirstAsync("SELECT hash FROM decisions WHERE id = $1", static row => row.GetFieldValue<byte[]>(0), tried.Last) is { } there && there.AsSpan().SequenceEqual(tried.Head))
            {
                _written.UnionWith(tried.Entries);
            }

            _unsure = null;
        }

        var entries = _written.Count == 0 ? all : [.. all.Where(entry => !_written.Contains(entry))];
        if (entries.Count == 0)
        {
            return true;
        }

        _texts.Fill(entries);
        var head = chain.Head;
        var texts = new string[entries.Count];
        var (ids, times, servers, tools, kinds, hashes) = (new long[texts.Length], new long[texts.Length], new string?[texts.Length], new string?[texts.Length], new string?[texts.Length], new byte[texts.Length][]);
        for (var i = 0; i < texts.Length; i++)
        {
            var entry = entries[i];
            hashes[i] = head = _texts.Hash(i, head);
            texts[i] = Encoding.UTF8.GetString(_texts[i].Span);
            (ids[i], times[i], servers[i], tools[i], kinds[i]) = (chain.Entries + i + 1, entry.Time.ToStored(), entry.Server, entry.Tool, entry.Decision.ToString());
        }

        await using var batch = session.Batch();
        batch.Add(
            "INSERT INTO decisions (id, time, server, tool, decision, entry, hash) SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bytea[])",
            ids, times, servers, tools, kinds, texts, hashes);
        chain = chain with { Entries = chain.Entries + texts.Length, Head = head };
        chain.Save(batch);
        await batch.ExecuteAsync();
        _unsure = (entries, chain.Entries, head);
        if (removes)
        {
            await RemoveOldAsync(session, chain);
        }

        return true;
    }

    /// <summary>Takes leave of what has been told to be written. What comes again comes first: where nothing of it came, nothing of it will.</summary>
    private void Forget(IReadOnlyList<DecisionLogEntry> told)
    {
        var before = _written.Count;
        _written.ExceptWith(told);
        if (_written.Count == before)
        {
            _written.Clear();
        }
    }

    /// <summary>Once a day, what is older than it is to be kept; the last entry always stays.</summary>
    private async Task RemoveOldAsync(PostgresSession session, PostgresChain chain)
    {
        // Up to the first that is young enough, in order: a clock that was set back keeps more, never a gap.
        var kept = await session.NumberAsync("SELECT min(id) FROM decisions WHERE time >= $1", (time.GetUtcNow() - options.Keep!.Value).ToStored()) ?? chain.Entries;
        if (await session.FirstAsync("SELECT hash FROM decisions WHERE id = $1", static row => row.GetFieldValue<byte[]>(0), kept - 1) is { } before)
        {
            await using var batch = session.Batch();
            (chain with { FirstId = kept, FirstBefore = before, Removed = kept - 1 }).Save(batch);
            batch.Add("DELETE FROM decisions WHERE id < $1", kept);
            await batch.ExecuteAsync();
        }
    }
}
