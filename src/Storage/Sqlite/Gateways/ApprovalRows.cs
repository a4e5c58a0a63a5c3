using Catalog.Core.Approvals;
using Catalog.Storage.Catalogs;
using Microsoft.Data.Sqlite;

namespace Catalog.Storage.Sqlite.Gateways;

/// <summary>The columns of approvals, and the record that they become.</summary>
internal static class ApprovalRows
{
    /// <summary>What <see cref="Read"/> reads.</summary>
    public const string Columns = "id, binding, grant_id, server, tool, parameters, messages, rule, expires, state, asked_at, decided_at, decided_by, lapses_at, approvers, grant_label, holders, (SELECT json_group_array(approver) FROM (SELECT approver FROM approval_votes WHERE approval_id = approvals.id ORDER BY voted_at, approver))";

    /// <summary>A request as it stands at a moment, whether or not anybody has noted that it lapsed.</summary>
    public static Approval Read(SqliteDataReader row, DateTimeOffset now)
    {
        var state = row.Member<ApprovalState>(9);
        var lapsesAt = row.Moment(13);
        if (state is ApprovalState.Pending or ApprovalState.Approved && lapsesAt <= now)
        {
            state = ApprovalState.Lapsed;
        }

        return new Approval
        {
            Id = row.GetString(0),
            Request = new ApprovalRequest
            {
                Binding = row.GetString(1),
                Grant = row.GetString(2),
                GrantLabel = row.Text(15),
                Server = row.GetString(3),
                Tool = row.GetString(4),
                Parameters = row.GetString(5),
                Messages = ToolTexts.NamesOf(row.GetString(6)),
                Rule = row.GetString(7),
                Expires = TimeSpan.FromTicks(row.GetInt64(8)),
                Approvers = row.GetInt32(14),
                Holders = row.Text(16) is { } holders ? ToolTexts.NamesOf(holders) : [],
            },
            State = state,
            AskedAt = row.Moment(10),
            DecidedAt = row.MomentOrNull(11),
            DecidedBy = row.Text(12),
            ApprovedBy = ToolTexts.NamesOf(row.GetString(17)),
            LapsesAt = state is ApprovalState.Pending or ApprovalState.Approved or ApprovalState.Denied ? lapsesAt : null,
        };
    }
}
