using System.Text;
using System.Text.Json;
using Catalog.Cli.Clients;

namespace Catalog.Cli.Tests;

public sealed class ClientLinesTests
{
    private static readonly Uri Address = new("http://127.0.0.1:5081/mcp");

    [Fact]
    public void For_EveryClient_NamesTheAddressOnce()
    {
        var lines = ClientLines.For("demo", Address);
        Assert.Equal(["Claude Code", "Cursor", "VS Code", "Codex"], lines.Select(static l => l.Client));
        Assert.Equal("claude mcp add --transport http demo http://127.0.0.1:5081/mcp", lines[0].Line);
        Assert.Equal("codex mcp add demo --url http://127.0.0.1:5081/mcp", lines[3].Line);
    }

    [Fact]
    public void For_Cursor_CarriesTheAddressAsBase64Json()
    {
        var query = new Uri(ClientLines.For("demo", Address)[1].Line).Query;
        var config = Uri.UnescapeDataString(query[(query.IndexOf("config=", StringComparison.Ordinal) + 7)..]);
        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(config)));
        Assert.Equal(Address.AbsoluteUri, json.RootElement.GetProperty("url").GetString());
    }

    [Fact]
    public void For_VsCode_IsQuotedJson()
    {
        var line = ClientLines.For("demo", Address)[2].Line;
        using var json = JsonDocument.Parse(line[(line.IndexOf('\'', StringComparison.Ordinal) + 1)..^1]);
        Assert.Equal("http", json.RootElement.GetProperty("type").GetString());
    }
}
