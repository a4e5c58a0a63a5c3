namespace Catalog.Storage.Postgres.Decisions;

/// <summary>Where the chain of decisions begins and ends.</summary>
/// <param name="FirstId">The row of the first entry that is kept.</param>
/// <param name="FirstBefore">The hash before it.</param>
/// <param name="Removed">How many were removed before it, for they were old enough.</param>
/// <param name="Entries">How many there have been; the last one's row has that number.</param>
/// <param name="Head">The hash of the last.</param>
internal sealed record PostgresChain(long FirstId, byte[] FirstBefore, long Removed, long Entries, byte[] Head)
{
    private const string Columns = "SELECT first_id, first_before, removed, entries, head FROM decision_chain";

    public static Task<PostgresChain?> FindOrNullAsync(PostgresSession session) => session.FirstAsync(Columns, Read);

    /// <summary>The chain, which no other process may go on with until the transaction ends; the first of all is made here.</summary>
    public static async Task<PostgresChain> LockAsync(PostgresSession session)
    {
        var empty = new byte[Storage.Decisions.DecisionChain.Length];
        await session.ExecuteAsync("INSERT INTO decision_chain (one, first_id, first_before, removed, entries, head) VALUES (1, 1, $1, 0, 0, $1) ON CONFLICT DO NOTHING", empty);
        return (await session.FirstAsync(Columns + " FOR UPDATE", Read))!;
    }

    public void Save(PostgresBatch batch) => batch.Add(
        "UPDATE decision_chain SET first_id = $1, first_before = $2, removed = $3, entries = $4, head = $5", FirstId, FirstBefore, Removed, Entries, Head);

    private static PostgresChain Read(System.Data.Common.DbDataReader row) =>
        new(row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetInt64(2), row.GetInt64(3), row.GetFieldValue<byte[]>(4));
}
