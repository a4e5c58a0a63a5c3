using System.Text.Json;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Approvals.Elicitations;

/// <summary>Whether a client shows its user addresses to open.</summary>
internal static class UrlCapability
{
    private const string ModernKey = "io.modelcontextprotocol/clientCapabilities";

    /// <summary>What a handshake of the legacy era or any request of the modern one declares.</summary>
    public static bool IsDeclared(Envelope message)
    {
        if (!message.Params.IsPresent)
        {
            return false;
        }

        using var document = JsonDocument.Parse(message.Params.Of(message.Bytes), new JsonDocumentOptions { MaxDepth = 512 });
        var capabilities = message.Method == Methods.Initialize
            ? Member(document.RootElement, "capabilities")
            : Member(Member(document.RootElement, "_meta"), ModernKey);
        return Member(Member(capabilities, "elicitation"), "url").ValueKind == JsonValueKind.Object;
    }

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;
}
