namespace Catalog.Storage.Sqlite;

/// <summary>One write that waits for its turn.</summary>
internal interface IWriteItem
{
    /// <summary>Takes it up.</summary>
    /// <returns>False where its caller has left meanwhile: it must not be run.</returns>
    bool TryBegin();

    /// <summary>Runs it inside the open transaction; may run again after a transaction was lost. Changes nothing but the database.</summary>
    void Run(SqliteSession session);

    /// <summary>Tells its caller that the last run is stored.</summary>
    void Complete();

    /// <summary>Tells its caller that nothing of it is stored.</summary>
    void Fail(Exception failure);
}
