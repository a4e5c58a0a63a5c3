using System.Buffers.Text;
using System.Security.Cryptography;
using Catalog.Core.Approvals;
using Catalog.Storage.Catalogs;

namespace Catalog.Storage.Sqlite.Gateways;

/// <summary>What a call that asks for approval is told, inside the writer's transaction: two calls never claim one approval.</summary>
internal static class ApprovalAsking
{
    private const int MostOfATool = 3;
    private const int MostOfAGrant = 10;

    /// <summary>A caller asks as often as it likes, with all that a message may hold: of what nobody decided so many bytes of parameters stay, for so long.</summary>
    private const int MostUndecided = 64 * 1024;
    private static readonly TimeSpan UndecidedStays = TimeSpan.FromDays(30);

    /// <summary>A denial that stands comes first, for it may be younger than an approval that was given back.</summary>
    public static ApprovalAnswer Run(SqliteSession session, ApprovalRequest request, DateTimeOffset now)
    {
        Lapse(session, now);
        if (FindOrNull(session, request, ApprovalState.Denied, now) is { } denied)
        {
            return new ApprovalAnswer(ApprovalStatus.Denied, denied);
        }

        // One that fewer gave, for less was asked then, stays unused, and so does one of somebody who is known by now to hold the grant.
        if (FindOrNull(session, request, ApprovalState.Approved, now) is { } approved && approved.Request.Approvers >= request.Approvers && !approved.ApprovedBy.Any(request.IsHeldBy))
        {
            session.Execute("UPDATE approvals SET state = 'Claimed' WHERE id = ?1", approved.Id);
            return new ApprovalAnswer(ApprovalStatus.Claimed, approved with { State = ApprovalState.Claimed, LapsesAt = null });
        }

        if (FindOrNull(session, request, ApprovalState.Pending, now) is { } pending)
        {
            // What waits may come to need more approvers, and others than before, and never fewer.
            var needed = pending.Request with
            {
                Approvers = Math.Max(pending.Request.Approvers, request.Approvers),
                Holders = [.. pending.Request.Holders.Union(request.Holders, StringComparer.Ordinal)],
            };
            session.Execute("UPDATE approvals SET approvers = ?2, holders = ?3 WHERE id = ?1", pending.Id, needed.Approvers, Names(needed.Holders));
            foreach (var own in pending.ApprovedBy.Where(needed.IsHeldBy))
            {
                session.Execute("DELETE FROM approval_votes WHERE approval_id = ?1 AND approver = ?2", pending.Id, own);
            }

            return new ApprovalAnswer(ApprovalStatus.Pending, pending with { Request = needed, ApprovedBy = [.. pending.ApprovedBy.Where(by => !needed.IsHeldBy(by))] });
        }

        var ofTool = session.Number(
            "SELECT count(*) FROM approvals WHERE state = 'Pending' AND grant_id = ?1 AND server = ?2 AND tool = ?3",
            request.Grant, request.Server, request.Tool);
        var ofGrant = session.Number("SELECT count(*) FROM approvals WHERE state = 'Pending' AND grant_id = ?1", request.Grant);
        return ofTool >= MostOfATool || ofGrant >= MostOfAGrant
            ? new ApprovalAnswer(ApprovalStatus.TooMany, null)
            : new ApprovalAnswer(ApprovalStatus.Pending, Add(session, request, now)) { IsNew = true };
    }

    /// <summary>Notes what has lapsed, so that a clock that is set back brings nothing back to life.</summary>
    public static void Lapse(SqliteSession session, DateTimeOffset now) =>
        session.Execute(
            """
            UPDATE approvals SET state = 'Lapsed',
                parameters = iif(state = 'Pending' AND length(CAST(parameters AS BLOB)) > ?2, '(left out, for nobody decided in time: ' || length(CAST(parameters AS BLOB)) || ' bytes)', parameters)
            WHERE state IN ('Pending', 'Approved') AND lapses_at <= ?1
            """,
            now.ToStored(), MostUndecided);

    private static void Forget(SqliteSession session, DateTimeOffset now)
    {
        const string Old = "state = 'Lapsed' AND decided_at IS NULL AND lapses_at <= ?1";
        var before = (now - UndecidedStays).ToStored();
        session.Execute($"DELETE FROM approval_votes WHERE approval_id IN (SELECT id FROM approvals WHERE {Old})", before);
        session.Execute($"DELETE FROM approvals WHERE {Old}", before);
    }

    private static Approval? FindOrNull(SqliteSession session, ApprovalRequest request, ApprovalState state, DateTimeOffset now) => session.First(
        $"SELECT {ApprovalRows.Columns} FROM approvals WHERE binding = ?1 AND state = ?2 AND lapses_at > ?3 ORDER BY position DESC LIMIT 1",
        row => ApprovalRows.Read(row, now),
        request.Binding, state.ToString(), now.ToStored());

    private static string? Names(IReadOnlyList<string> names) => names.Count == 0 ? null : ToolTexts.Write(names);

    private static Approval Add(SqliteSession session, ApprovalRequest request, DateTimeOffset now)
    {
        Forget(session, now);
        var approval = new Approval
        {
            Id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
            Request = request,
            State = ApprovalState.Pending,
            AskedAt = now,
            LapsesAt = now + request.Expires,
        };
        session.Execute(
            """
            INSERT INTO approvals (id, binding, grant_id, server, tool, parameters, messages, rule, expires, state, asked_at, lapses_at, approvers, grant_label, holders)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'Pending', ?10, ?11, ?12, ?13, ?14)
            """,
            approval.Id, request.Binding, request.Grant, request.Server, request.Tool, request.Parameters, ToolTexts.Write(request.Messages),
            request.Rule, request.Expires.Ticks, now.ToStored(), approval.LapsesAt.ToStored(), request.Approvers, request.GrantLabel, Names(request.Holders));
        return approval;
    }
}
