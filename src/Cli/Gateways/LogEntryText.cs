using System.Text.Json;
using Catalog.Cli.Hosting;
using Catalog.Core.Approvals;
using Catalog.Core.Catalogs;
using Catalog.Core.Decisions;
using Catalog.Gateway.Approvals;

namespace Catalog.Cli.Gateways;

/// <summary><c>catalog log --id</c>: one decision whole, with what completes it and the request for approval that it belongs to.</summary>
internal static class LogEntryText
{
    private const int MostEntries = 100_000;

    /// <param name="log">The log.</param>
    /// <param name="approvals">The requests for approval; null where nobody knows them, as of a log that lies where its gateway does not.</param>
    /// <param name="id">The id of an entry, or of a request for approval.</param>
    /// <param name="json">Whether as one JSON object.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CommandFailedException">There is none of that id.</exception>
    public static async Task<string> OfAsync(IDecisionLog log, IApprovalStore? approvals, string id, bool json, CancellationToken cancellationToken)
    {
        var entries = (await log.ListAsync(new DecisionQuery { Limit = MostEntries }, cancellationToken)).Reverse().ToList();
        var meant = entries.Where(e => e.Id == id || e.Approval == id).ToList();
        var request = meant.Select(static e => e.Approval).FirstOrDefault(static a => a is not null) ?? id;
        var ids = entries.Where(e => e.Id == id || e.Approval == request).Select(static e => e.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var whole = entries.Where(e => e.Id == id || e.Approval == request || (e.Of is not null && ids.Contains(e.Of))).ToList();
        var approval = approvals is null ? null : await FindOrNullAsync(approvals, request, whole.Count > 0, cancellationToken);
        if (whole.Count == 0 && approval is null)
        {
            throw new CommandFailedException($"there is no entry or request `{id}` among the newest {MostEntries}: `catalog log --json` shows ids", ExitCodes.No);
        }

        var lines = whole.Select(DecisionJson.Write).ToList();
        if (json)
        {
            return $"{{\"entries\":[{string.Join(',', lines)}],\"approval\":{(approval is null ? "null" : GatewayJson.Line(ApprovalLine.Of(approval)))}}}";
        }

        var blocks = lines.Select(Members).ToList();
        if (approval is not null)
        {
            blocks.Add($"request for approval\n{Members(GatewayJson.Line(ApprovalLine.Of(approval)))}");
        }

        return string.Join("\n\n", blocks);
    }

    // The entries are told in any case: of a log that lies elsewhere, the store here may be another gateway's, or of a newer version.
    private static async Task<Approval?> FindOrNullAsync(IApprovalStore approvals, string request, bool isToldAnyway, CancellationToken cancellationToken)
    {
        try
        {
            return await approvals.FindOrNullAsync(request, cancellationToken);
        }
        catch (StoreException) when (isToldAnyway)
        {
            return null;
        }
    }

    // A line a member; what agents wrote is shown, never obeyed.
    private static string Members(string line)
    {
        using var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 512 });
        return string.Join('\n', document.RootElement.EnumerateObject()
            .Where(static m => m.Value.ValueKind != JsonValueKind.Null)
            .Select(static m => VisibleText.Of($"{m.Name,-20} {(m.Value.ValueKind == JsonValueKind.String ? m.Value.GetString() : m.Value.GetRawText())}")));
    }
}
