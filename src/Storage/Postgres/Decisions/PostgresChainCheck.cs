using System.Text.Json;
using Catalog.Core.Decisions;
using Catalog.Storage.Decisions;

namespace Catalog.Storage.Postgres.Decisions;

/// <summary>Follows the chain of decisions from the first entry that is kept to the last.</summary>
internal static class PostgresChainCheck
{
    private const int Page = 5000;

    /// <summary>Checks one moment's view of the log.</summary>
    public static async Task<DecisionLogCheck> RunAsync(PostgresSession session, string? known)
    {
        if (await PostgresChain.FindOrNullAsync(session) is not { } chain)
        {
            var first = await session.NumberAsync("SELECT min(id) FROM decisions");
            return new DecisionLogCheck { Entries = 0, Fault = first is null ? null : $"entry {first} is there, and the end of the chain is not recorded" };
        }

        var head = chain.FirstBefore;
        var (next, isKnown) = (chain.FirstId, known is null || DecisionChain.IsHash(known, head));
        string? fault = null;
        while (fault is null)
        {
            var rows = await session.QueryAsync(
                $"SELECT id, entry, hash, time, server, tool, decision FROM decisions WHERE id >= $1 OR $2 ORDER BY id LIMIT {Page}",
                static row => (Id: row.GetInt64(0), Text: row.String(1), Hash: row.GetFieldValue<byte[]>(2), Columns: (row.GetInt64(3), row.String(4), row.Text(5), row.GetString(6))),
                next,
                // What stands before the beginning was put there.
                next == chain.FirstId);
            if (rows.Count == 0)
            {
                break;
            }

            foreach (var row in rows)
            {
                var hash = DecisionChain.Next(head, row.Text);
                fault = row.Id != next || !hash.AsSpan().SequenceEqual(row.Hash)
                    ? $"entry {row.Id} is not the one that was written, or what stood before it is missing or changed"
                    : !Agrees(row.Text, row.Columns) ? $"the columns of entry {row.Id} were changed: they differ from its text" : null;
                if (fault is not null)
                {
                    break;
                }

                head = hash;
                isKnown |= known is not null && DecisionChain.IsHash(known, head);
                next++;
            }
        }

        var entries = next - chain.FirstId;
        if (fault is null && !head.AsSpan().SequenceEqual(chain.Head))
        {
            var missing = chain.Entries - chain.Removed - entries;
            fault = missing > 0 ? $"the last {missing} entries are missing" : "the recorded end of the chain is not its last entry";
        }

        fault ??= isKnown ? null : $"no entry has the hash `{known}`: it was changed or removed, or the hash is of another log";
        return new DecisionLogCheck { Entries = entries, Removed = chain.Removed, Head = chain.Entries == 0 ? null : DecisionChain.Shown(head), Fault = fault };
    }

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
