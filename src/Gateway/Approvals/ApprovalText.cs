using System.Text.Encodings.Web;
using System.Text.Json;

namespace Catalog.Gateway.Approvals;

/// <summary>A call's parameters as a person reads them.</summary>
public static class ApprovalText
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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
