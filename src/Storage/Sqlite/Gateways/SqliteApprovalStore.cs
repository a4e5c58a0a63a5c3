using Catalog.Core.Approvals;
using Catalog.Core.Catalogs;
using Microsoft.Extensions.Logging;

namespace Catalog.Storage.Sqlite.Gateways;

/// <summary>Requests for approval, in the gateway's file.</summary>
internal sealed partial class SqliteApprovalStore(SqliteDatabase database, TimeProvider time, ILogger<SqliteApprovalStore> log) : IApprovalStore
{
    /// <inheritdoc/>
    public async Task<ApprovalAnswer> AskAsync(ApprovalRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            return await database.WriteAsync(session => ApprovalAsking.Run(session, request, time.GetUtcNow()), cancellationToken);
        }
        catch (StoreException failure)
        {
            LogUnavailable(failure.Message);
            return new ApprovalAnswer(ApprovalStatus.Unavailable, null);
        }
    }

    /// <inheritdoc/>
    public Task<bool> TrySpendAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        return database.WriteAsync(
            session => session.Execute("UPDATE approvals SET state = 'Spent' WHERE id = ?1 AND state = 'Claimed'", id) > 0,
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> TryReleaseAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        return database.WriteAsync(
            session => session.Execute(
                "UPDATE approvals SET state = iif(lapses_at > ?2, 'Approved', 'Lapsed') WHERE id = ?1 AND state IN ('Claimed', 'Spent')",
                id,
                time.GetUtcNow().ToStored()) > 0,
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Approval?> DecideOrNullAsync(string id, bool approve, string approver, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentException.ThrowIfNullOrWhiteSpace(approver);
        return database.WriteAsync(
            session =>
            {
                var now = time.GetUtcNow();
                ApprovalAsking.Lapse(session, now);
                if (FindOrNull(session, id, now) is not { State: ApprovalState.Pending } waiting)
                {
                    return null;
                }

                if (approve && waiting.Request.IsHeldBy(approver))
                {
                    return waiting;
                }

                if (approve)
                {
                    session.Execute("INSERT INTO approval_votes (approval_id, approver, voted_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING", id, approver, now.ToStored());
                }

                if (!approve || session.Number("SELECT count(*) FROM approval_votes WHERE approval_id = ?1", id) >= waiting.Request.Approvers)
                {
                    session.Execute(
                        "UPDATE approvals SET state = ?2, decided_at = ?3, decided_by = ?4, lapses_at = ?3 + expires WHERE id = ?1 AND state = 'Pending'",
                        id, (approve ? ApprovalState.Approved : ApprovalState.Denied).ToString(), now.ToStored(), approver);
                }

                return FindOrNull(session, id, now);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Approval?> FindOrNullAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        return database.ReadAsync(session => FindOrNull(session, id, time.GetUtcNow()), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Approval>> ListAsync(bool pendingOnly, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<Approval>>(
        session =>
        {
            var now = time.GetUtcNow();
            return session.Query(
                $"SELECT {ApprovalRows.Columns} FROM approvals WHERE NOT ?1 OR (state = 'Pending' AND lapses_at > ?2) ORDER BY position DESC",
                row => ApprovalRows.Read(row, now),
                pendingOnly,
                now.ToStored());
        },
        cancellationToken);

    private static Approval? FindOrNull(SqliteSession session, string id, DateTimeOffset now) =>
        session.First($"SELECT {ApprovalRows.Columns} FROM approvals WHERE id = ?1", row => ApprovalRows.Read(row, now), id);

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "The approval store cannot be used: {Reason}")]
    private partial void LogUnavailable(string reason);
}
