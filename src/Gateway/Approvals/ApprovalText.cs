using System.Text.Encodings.Web;
using System.Text.Json;
using Catalog.Core.Approvals;

namespace Catalog.Gateway.Approvals;

/// <summary>Who calls, and with what, as a person reads it.</summary>
public static class ApprovalText
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The grant's label with its id behind it, for two grants may have one label; the id alone where nothing else is known. Show it through <see cref="VisibleText"/> only.</summary>
    /// <param name="request">What was asked.</param>
    public static string CallerOf(ApprovalRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.GrantLabel is { } label && label != request.Grant ? $"{label} ({request.Grant})" : request.Grant;
    }

    /// <summary>What an approver is told who holds the grant of the call.</summary>
    public const string OwnCall = "You hold the grant of this call: somebody else has to approve it";

    /// <summary>The JSON with letters in place of their escapes, indented, whole. Show it through <see cref="VisibleText"/> only.</summary>
    /// <param name="parameters">JSON as the client wrote it; anything else is returned as it is.</param>
    public static string Unescaped(string parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        try
        {
            using var document = JsonDocument.Parse(parameters, new JsonDocumentOptions { MaxDepth = 512 });
            return JsonSerializer.Serialize(document.RootElement, Indented);
        }
        catch (JsonException)
        {
            return parameters;
        }
    }
}
