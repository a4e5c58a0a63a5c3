using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Catalog.Cli.Clients;

/// <summary>How people add a Streamable HTTP server to the clients they use.</summary>
internal static class ClientLines
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A line for each client.</summary>
    /// <param name="name">The name under which the client lists the server: letters, digits and hyphens.</param>
    /// <param name="url">The address of the server's MCP endpoint.</param>
    public static IReadOnlyList<ClientLine> For(string name, Uri url)
    {
        var vsCode = JsonSerializer.Serialize(new { name, type = "http", url = url.AbsoluteUri }, Json);
        var cursor = Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { url = url.AbsoluteUri }, Json)));
        return
        [
            new("Claude Code", $"claude mcp add --transport http {name} {url.AbsoluteUri}"),
            new("Cursor", $"cursor://anysphere.cursor-deeplink/mcp/install?name={name}&config={Uri.EscapeDataString(cursor)}"),
            new("VS Code", $"code --add-mcp '{vsCode}'"),
            new("Codex", $"codex mcp add {name} --url {url.AbsoluteUri}"),
        ];
    }
}
