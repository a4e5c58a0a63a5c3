using Catalog.Core.Disputes;
using Catalog.Storage.Catalogs;

namespace Catalog.Storage.Postgres.Catalogs;

/// <summary>Disputes, beside the catalog.</summary>
internal sealed class PostgresDisputeStore(PostgresDatabase database) : IDisputeStore
{
    private const long MostOfATool = 1000;

    /// <inheritdoc/>
    public Task<bool> TryAddAsync(Dispute dispute, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dispute);
        return database.WriteAsync(
            async session =>
            {
                // One at a time for a tool, or several at once would count before any of them is there.
                await session.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 0))", dispute.Server.Value, dispute.Tool);
                return await session.ExecuteAsync(
                    """
                    INSERT INTO disputes (id, server, tool, shown, proposed, reason, contact, received_at)
                    SELECT $1, $2, $3, $4, $5, $6, $7, $8
                    WHERE (SELECT count(*) FROM disputes WHERE server = $2 AND md5(tool) = md5($3)) < $9
                    ON CONFLICT DO NOTHING
                    """,
                    dispute.Id.ToString("D"), dispute.Server.Value, dispute.Tool, dispute.Shown.ToString(), dispute.Proposed.ToString(),
                    dispute.Reason, dispute.Contact, dispute.ReceivedAt.ToStored(), MostOfATool) > 0;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Dispute>> ListAsync(int limit, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<Dispute>>(
        async session => await session.QueryAsync(
            "SELECT id, server, tool, shown, proposed, reason, contact, received_at FROM disputes ORDER BY position DESC LIMIT $1",
            CatalogRows.ReadDispute,
            (long)Math.Max(limit, 0)),
        cancellationToken);
}
