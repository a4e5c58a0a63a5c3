using System.Text.Json;
using Catalog.Core.Approvals;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Approvals;

/// <summary>The decision that a program sends, and what it is told instead of one.</summary>
internal static class ApprovalDecision
{
    /// <summary>True for approve, false for deny; null for anything else, a second member included.</summary>
    public static async Task<bool?> ReadOrNullAsync(Stream body, CancellationToken cancellationToken)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(body, new JsonDocumentOptions { AllowDuplicateProperties = false }, cancellationToken);
            if (document.RootElement.ValueKind != JsonValueKind.Object || document.RootElement.EnumerateObject().Count() != 1
                || !document.RootElement.TryGetProperty("decision", out var decision) || decision.ValueKind != JsonValueKind.String)
            {
                return null;
            }

            return decision.GetString() switch
            {
                "approve" => true,
                "deny" => false,
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>How a request stands after a decision: `pending` where more have to approve.</summary>
    public static Task TellAsync(HttpContext context, Approval decided) => context.Response.WriteAsJsonAsync(
        new { id = decided.Id, state = decided.State.ToString().ToLowerInvariant(), approvedBy = decided.ApprovedBy, approvers = decided.Request.Approvers }, context.RequestAborted);

    public static Task RefuseAsync(HttpContext context, int status, string reason)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { error = reason }, context.RequestAborted);
    }
}
