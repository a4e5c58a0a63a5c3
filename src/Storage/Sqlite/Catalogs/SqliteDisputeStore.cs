using Catalog.Core.Disputes;
using Catalog.Storage.Catalogs;

namespace Catalog.Storage.Sqlite.Catalogs;

/// <summary>Disputes, in the catalog's file.</summary>
internal sealed class SqliteDisputeStore(SqliteDatabase database) : IDisputeStore
{
    private const int MostOfATool = 1000;

    /// <inheritdoc/>
    public Task<bool> TryAddAsync(Dispute dispute, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dispute);
        return database.WriteAsync(
            session => session.Number("SELECT count(*) FROM disputes WHERE server = ?1 AND tool = ?2", dispute.Server.Value, dispute.Tool) < MostOfATool
                && session.Execute(
                    """
                    INSERT INTO disputes (id, server, tool, shown, proposed, reason, contact, received_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                    ON CONFLICT DO NOTHING
                    """,
                    dispute.Id.ToString("D"), dispute.Server.Value, dispute.Tool, dispute.Shown.ToString(), dispute.Proposed.ToString(),
                    dispute.Reason, dispute.Contact, dispute.ReceivedAt.ToStored()) > 0,
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Dispute>> ListAsync(int limit, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<Dispute>>(
        session => session.Query(
            "SELECT id, server, tool, shown, proposed, reason, contact, received_at FROM disputes ORDER BY position DESC LIMIT ?1",
            CatalogRows.ReadDispute,
            Math.Max(limit, 0)),
        cancellationToken);
}
