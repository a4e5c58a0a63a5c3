using System.Text.Json;
using Catalog.Cli.Hosting;
using Catalog.Policy.Checking;

namespace Catalog.Cli.Tests.Policies;

public sealed class PolicyRecommendTests : IDisposable
{
    private const string Server = "import:acme/drawer/Drawer";

    private const string Rows =
        """
        {"server":"Drawer","repo":"acme/drawer","tool":"delete_note","description":"Permanently deletes a note. This cannot be undone.","inputSchema":{"type":"object"}}
        {"server":"Drawer","repo":"acme/drawer","tool":"list_notes","description":"Lists all notes.","inputSchema":{"type":"object"}}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("portable", "deny_if")]
    [InlineData("gateway", "approval")]
    public async Task Policy_Server_IsAValidDocument(string dialect, string rule)
    {
        var (exitCode, output, _) = await RunAsync("policy", Server, "--dialect", dialect);

        Assert.Equal(ExitCodes.Done, exitCode);
        Assert.Empty(PolicyLoader.Load(System.Text.Encoding.UTF8.GetBytes(output), "printed").Errors);
        var tools = JsonDocument.Parse(output).RootElement.GetProperty("tools");
        Assert.Empty(tools.GetProperty("list_notes").EnumerateObject());
        Assert.Equal(rule, Assert.Single(tools.GetProperty("delete_note").EnumerateObject()).Name);
    }

    [Fact]
    public async Task Policy_Tool_HoldsItAlone()
    {
        var (_, output, _) = await RunAsync("policy", Server, "--tool", "list_notes", "--json");

        var printed = JsonDocument.Parse(output).RootElement;
        Assert.Equal("list_notes", Assert.Single(printed.GetProperty("policy").GetProperty("tools").EnumerateObject()).Name);
        Assert.Contains("every other tool of this server is denied by this document", printed.GetProperty("policy").GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.Equal("listed", Assert.Single(printed.GetProperty("tools").EnumerateArray()).GetProperty("treatment").GetString());
    }

    [Fact]
    public async Task Policy_ForAClient_PrintsTheRulesAloneAndTheNotesAside()
    {
        var (exitCode, output, error) = await RunAsync("policy", Server, "--for", "claude-code");

        Assert.Equal(ExitCodes.Done, exitCode);
        var permissions = JsonDocument.Parse(output).RootElement.GetProperty("permissions");
        Assert.Equal("mcp__Drawer__delete_note", permissions.GetProperty("deny")[0].GetString());
        Assert.Equal("mcp__Drawer__list_notes", permissions.GetProperty("allow")[0].GetString());
        Assert.Contains("knows no limits", error, StringComparison.Ordinal);
        Assert.Contains("mcp__mine__list_notes", (await RunAsync("policy", Server, "--for", "claude-code", "--alias", "mine")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExitCodes.Usage, "no server is named", "policy")]
    [InlineData(ExitCodes.Usage, "`nowhere` is no server", "policy", "nowhere")]
    [InlineData(ExitCodes.Failed, "run `catalog crawl npm:nowhere` first", "policy", "npm:nowhere")]
    [InlineData(ExitCodes.Failed, "no tool `gone`", "policy", Server, "--tool", "gone")]
    [InlineData(ExitCodes.Usage, "'balanced'", "policy", Server, "--profile", "none")]
    [InlineData(ExitCodes.Usage, "'codex'", "policy", Server, "--for", "nobody")]
    public async Task Policy_WrongUse_SaysWhatToDo(int expected, string says, params string[] args)
    {
        var (exitCode, output, error) = await RunAsync(args);

        Assert.Equal((expected, ""), (exitCode, output));
        Assert.Contains(says, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args)
    {
        var database = _folder.File("catalog.db");
        if (!File.Exists(database))
        {
            var rows = _folder.File("rows.jsonl");
            await File.WriteAllTextAsync(rows, Rows);
            using var imported = new StringWriter();
            Assert.Equal(ExitCodes.Done, await CommandLine.RunAsync(["import", rows, "--db", database], imported, imported));
        }

        using var output = new StringWriter();
        using var error = new StringWriter();
        return (await CommandLine.RunAsync([.. args, "--db", database], output, error), output.ToString(), error.ToString());
    }
}
