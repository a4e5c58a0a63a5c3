using System.Text.Json;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;
using Catalog.Policy.Exporting;
using Catalog.Policy.Recommending;
using Catalog.Policy.Tests.Recommending;

namespace Catalog.Policy.Tests.Exporting;

public sealed class ClientExportsTests
{
    [Fact]
    public void All_Clients_AreThere() => Assert.Equal(["claude-code", "codex", "cursor", "vscode"], ClientExports.All.Select(static e => e.Id));

    [Fact]
    public void FindOrNull_UnknownClient_IsNull() => Assert.Null(ClientExports.FindOrNull("Codex"));

    [Theory]
    [InlineData(PolicyDialect.Portable, "pay,unknown,wipe", "put,run")]
    [InlineData(PolicyDialect.Gateway, "", "pay,put,run,unknown,wipe")]
    public void Write_ClaudeCode_DeniesAsksAndAllows(PolicyDialect dialect, string denied, string asked)
    {
        var rules = Write("claude-code", dialect);
        Assert.Equal(".claude/settings.json", rules.File);
        var permissions = JsonDocument.Parse(rules.Text).RootElement.GetProperty("permissions");
        Assert.Equal(denied, Names(permissions, "deny"));
        Assert.Equal(asked, Names(permissions, "ask"));
        Assert.Equal("get", Names(permissions, "allow"));
        Assert.EndsWith("}\n", rules.Text, StringComparison.Ordinal);
        Assert.Contains(rules.Notes, static n => n.Contains("`odd (name)`", StringComparison.Ordinal) && n.Contains("`all*`", StringComparison.Ordinal));
        Assert.Contains(rules.Notes, static n => n.Contains("`files`", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(PolicyDialect.Portable)]
    [InlineData(PolicyDialect.Gateway)]
    public void Write_Codex_OffersOnlyWhatPasses(PolicyDialect dialect) => Assert.Equal(
        """
        # Add these lines to the table of this server.
        [mcp_servers."files"]
        enabled_tools = ["get", "put", "run"]
        disabled_tools = ["odd (name)", "pay", "unknown", "wipe"]

        """,
        Write("codex", dialect).Text);

    [Fact]
    public void Write_Codex_EscapesStrings()
    {
        var rules = new CodexExport().Write(new ClientExportInput { Alias = "a\"b", Tools = [Sample.Tool("x\\y\n\u007f", Category.Read)], Options = Sample.Options(PolicyDialect.Portable) });
        Assert.Contains("[mcp_servers.\"a\\\"b\"]\n", rules.Text, StringComparison.Ordinal);
        Assert.Contains("enabled_tools = [\"x\\\\y\\u000A\\u007F\"]\n", rules.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vscode", "VS Code")]
    [InlineData("cursor", "Cursor")]
    public void Write_ClientsWithoutAFile_ListWhatToSwitchOff(string client, string title)
    {
        var rules = Write(client, PolicyDialect.Portable);
        Assert.StartsWith($"# {title}: tools of `files`\n\n## Switch off\n\n- `all*`\n- `odd (name)`\n- `pay`\n- `unknown`\n- `wipe`\n\n## Leave on, and confirm each call yourself", rules.Text, StringComparison.Ordinal);
        Assert.EndsWith("\n- `put`\n- `run`\n\n## Leave on\n\n- `get`\n", rules.Text, StringComparison.Ordinal);
        Assert.Contains("\n## Switch off\n\nNone.\n", Write(client, PolicyDialect.Gateway).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_EveryClient_SaysWhatIsLost() => Assert.All(ClientExports.All, static e =>
    {
        var rules = Write(e.Id, PolicyDialect.Portable);
        Assert.NotEmpty(rules.File);
        Assert.Contains(rules.Notes, static n => n.Contains("knows no limits", StringComparison.Ordinal));
        Assert.DoesNotContain("unreached", rules.Text, StringComparison.Ordinal);
    });

    [Fact]
    public void Write_NameDefinedTwice_HasTheMostSevereTreatment()
    {
        var input = new ClientExportInput { Alias = "s", Tools = [Sample.Tool("t", Category.Destructive), Sample.Tool("t", Category.Read)], Options = Sample.Options(PolicyDialect.Portable) };
        var permissions = JsonDocument.Parse(new ClaudeCodeExport().Write(input).Text).RootElement.GetProperty("permissions");
        Assert.Equal(("mcp__s__t", 0), (permissions.GetProperty("deny")[0].GetString(), permissions.GetProperty("allow").GetArrayLength()));
    }

    private static ClientRules Write(string client, PolicyDialect dialect) => ClientExports.FindOrNull(client)!.Write(new ClientExportInput
    {
        Alias = "files",
        Options = Sample.Options(dialect),
        Tools =
        [
            Sample.Tool("wipe", Category.Destructive), Sample.Tool("pay", Category.Financial), Sample.Tool("unknown", Category.Unknown), Sample.Tool("run", Category.Execute),
            Sample.Tool("put", Category.Write), Sample.Tool("get", Category.Read), Sample.Tool("odd (name)", Category.Destructive), Sample.Tool("all*", Category.Destructive),
            Sample.Tool("unreached", Category.Read, exposed: Exposure.No),
        ],
    });

    private static string Names(JsonElement permissions, string key) =>
        string.Join(',', permissions.GetProperty(key).EnumerateArray().Select(static r => r.GetString()!["mcp__files__".Length..]));
}
