using Catalog.Core.Approvals;

namespace Catalog.Storage.Sqlite.Gateways;

/// <summary>Messages that were heard, in the gateway's file.</summary>
internal sealed class SqliteHeardMessages(SqliteDatabase database, TimeProvider time) : IHeardMessages
{
    private const int Most = 20_000;

    /// <inheritdoc/>
    public Task<bool> TryHearAsync(string id, TimeSpan kept, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return database.WriteAsync(
            session =>
            {
                var now = time.GetUtcNow();
                session.Execute("DELETE FROM heard_messages WHERE heard_at < ?1", (now - kept).ToStored());
                return session.Number("SELECT count(*) FROM heard_messages") < Most
                    && session.Execute("INSERT INTO heard_messages (id, heard_at) VALUES (?1, ?2) ON CONFLICT DO NOTHING", id, now.ToStored()) > 0;
            },
            cancellationToken);
    }
}
