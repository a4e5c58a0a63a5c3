using System.Text.Json;
using Catalog.Core.Decisions;
using Catalog.Storage.Decisions;

namespace Catalog.Storage.Sqlite.Decisions;

/// <summary>Follows the chain of decisions from the first entry that is kept to the last.</summary>
internal static class SqliteChainCheck
{
    private const int Page = 5000;

    /// <summary>Checks one moment's view of the log.</summary>
    public static DecisionLogCheck Run(SqliteSession session, string? known)
    {
        var chain = SqliteChain.FindOrNull(session);
        var unchained = session.Number("SELECT count(*) FROM decisions WHERE id < ?1", chain?.FirstId ?? long.MaxValue)!.Value;
        if (chain is null)
        {
            var chained = session.Number("SELECT min(id) FROM decisions WHERE hash IS NOT NULL");
            return new DecisionLogCheck { Entries = 0, Unchained = unchained, Fault = chained is null ? null : $"entry {chained} is there, and the end of the chain is not recorded" };
        }

        var head = chain.FirstBefore;
        var last = chain.FirstId - 1;
        var entries = 0L;
        var isKnown = known is null || DecisionChain.IsHash(known, head);
        string? fault = null;
        while (fault is null)
        {
            var rows = session.Query(
                $"SELECT id, entry, hash, time, server, tool, decision FROM decisions WHERE id > ?1 ORDER BY id LIMIT {Page}",
                static row => (Id: row.GetInt64(0), Text: row.GetString(1), Hash: row.IsDBNull(2) ? null : row.GetFieldValue<byte[]>(2),
                    Columns: (row.GetInt64(3), row.GetString(4), row.Text(5), row.GetString(6))),
                last);
            if (rows.Count == 0)
            {
                break;
            }

            foreach (var row in rows)
            {
                var next = DecisionChain.Next(head, row.Text);
                fault = row.Hash is null || !next.AsSpan().SequenceEqual(row.Hash)
                    ? $"entry {row.Id} is not the one that was written, or what stood before it is missing or changed"
                    : !Agrees(row.Text, row.Columns) ? $"the columns of entry {row.Id} were changed: they differ from its text" : null;
                if (fault is not null)
                {
                    break;
                }

                head = next;
                isKnown |= known is not null && DecisionChain.IsHash(known, head);
                last = row.Id;
                entries++;
            }
        }

        if (fault is null && !head.AsSpan().SequenceEqual(chain.Head))
        {
            var missing = chain.Entries - chain.Removed - entries;
            fault = missing > 0 ? $"the last {missing} entries are missing" : "the recorded end of the chain is not its last entry";
        }

        fault ??= BeforeOrNull(session, chain) ?? (isKnown ? null : $"no entry has the hash `{known}`: it was changed or removed, or the hash is of another log");
        return new DecisionLogCheck { Entries = entries, Removed = chain.Removed, Unchained = unchained, Head = DecisionChain.Shown(head), Fault = fault };
    }

    /// <summary>What stands before the first entry and was not written there: an earlier version wrote no hashes, and its entries go before the first of the chain does.</summary>
    private static string? BeforeOrNull(SqliteSession session, SqliteChain chain) =>
        session.Number("SELECT min(id) FROM decisions WHERE id < ?1 AND (id < 1 OR hash IS NOT NULL OR ?2 > 0)", chain.FirstId, chain.Removed) is { } id
            ? $"entry {id} stands before the first one, and was put there"
            : null;

    private static bool Agrees(string text, (long Time, string Server, string? Tool, string Decision) columns)
    {
        try
        {
            var entry = DecisionJson.Read(text);
            return (entry.Time.ToStored(), entry.Server, entry.Tool, entry.Decision.ToString()) == columns;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
