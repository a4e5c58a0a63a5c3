namespace Catalog.Storage.Sqlite.Decisions;

/// <summary>Where the chain of decisions begins and ends.</summary>
/// <param name="FirstId">The row of the first entry that is kept.</param>
/// <param name="FirstBefore">The hash before it.</param>
/// <param name="Removed">How many were removed before it, for they were old enough.</param>
/// <param name="Entries">How many there have been.</param>
/// <param name="Head">The hash of the last.</param>
internal sealed record SqliteChain(long FirstId, byte[] FirstBefore, long Removed, long Entries, byte[] Head)
{
    public static SqliteChain? FindOrNull(SqliteSession session) => session.First(
        "SELECT first_id, first_before, removed, entries, head FROM decision_chain",
        static row => new SqliteChain(row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetInt64(2), row.GetInt64(3), row.GetFieldValue<byte[]>(4)));

    public void Save(SqliteSession session) => session.Execute(
        "INSERT OR REPLACE INTO decision_chain (only, first_id, first_before, removed, entries, head) VALUES (1, ?1, ?2, ?3, ?4, ?5)",
        FirstId, FirstBefore, Removed, Entries, Head);
}
