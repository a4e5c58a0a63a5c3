using Catalog.Cli.Hosting;

namespace Catalog.Cli.Tests.Gateways;

/// <summary><c>catalog gateway pins load</c>: what the catalog, or a file of its, holds of a server is trusted before the gateway first sees it.</summary>
public sealed class PinsLoadTests : IDisposable
{
    private const string Rows =
        """
        {"server":"npm:drawer","tool":"delete_note","description":"Deletes a note.","inputSchema":{"type":"object","properties":{"id":{"type":"string"}}},"annotations":{}}
        {"server":"npm:drawer","tool":"guess","partial":true}
        """;

    private readonly TemporaryFolder _folder = new();

    private string Store => _folder.File("gateway.db");

    private string Database => _folder.File("catalog.db");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task PinsLoad_PinsWhatIsKnownWhole_Once(bool fromFile)
    {
        await File.WriteAllTextAsync(_folder.File("rows.jsonl"), Rows);
        Assert.Equal(ExitCodes.Done, (await CommandRun.RunAsync("import", _folder.File("rows.jsonl"), "--db", Database)).Code);
        await File.WriteAllTextAsync(_folder.File("exported.jsonl"), (await CommandRun.RunAsync("export", "--server", "npm:drawer", "--db", Database)).Output);
        string[] load = ["gateway", "pins", "load", "notes", "--from", fromFile ? _folder.File("exported.jsonl") : "npm:drawer", "--db", Database, "--store", Store];

        var first = await CommandRun.RunAsync(load);
        Assert.Equal(ExitCodes.Done, first.Code);
        Assert.Equal(["notes  delete_note  pinned", "notes  guess  cannot compare: the catalog holds a part of it"], Lines(first.Output));
        Assert.Contains(Lines((await CommandRun.RunAsync(load)).Output), static line => line.StartsWith("notes  delete_note  pinned already: nothing is changed", StringComparison.Ordinal));
        Assert.StartsWith("notes  delete_note  as pinned", Assert.Single(Lines((await CommandRun.RunAsync("gateway", "pins", "list", "--all", "--store", Store)).Output)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PinsDiffFrom_ShowsWhereWhatAGatewayPinnedDiffersFromTheCatalog()
    {
        await File.WriteAllTextAsync(_folder.File("rows.jsonl"), """
        {"server":"npm:drawer","tool":"send","description":"Sends a letter.","inputSchema":{"type":"object"},"annotations":{}}
        {"server":"npm:drawer","tool":"gone","description":"Is not offered.","inputSchema":{"type":"object"},"annotations":{}}
        {"server":"npm:same","tool":"send","description":"Sends a note.","inputSchema":{"type":"object"},"annotations":{}}
        """);
        Assert.Equal(ExitCodes.Done, (await CommandRun.RunAsync("import", _folder.File("rows.jsonl"), "--db", Database)).Code);
        await using (var gateway = await LineGateway.StartAsync(_folder))
        {
            Assert.Contains("\"tools\"", await gateway.AskAsync(1, "tools/list", "{}"), StringComparison.Ordinal);
            Assert.Equal(0, await gateway.EndAsync());
        }

        var (exitCode, output, _) = await CommandRun.RunAsync("gateway", "pins", "diff", "shell", "--from", "npm:drawer", "--db", Database, "--store", Store);
        Assert.Equal(ExitCodes.Done, exitCode);
        Assert.Contains("-   \"description\": \"Sends a note.\"", output, StringComparison.Ordinal);
        Assert.Contains("+   \"description\": \"Sends a letter.\"", output, StringComparison.Ordinal);
        Assert.Contains("--- shell gone is not pinned", output, StringComparison.Ordinal);
        Assert.DoesNotContain("letter", (await CommandRun.RunAsync("gateway", "pins", "diff", "shell", "gone", "--from", "npm:drawer", "--db", Database, "--store", Store)).Output, StringComparison.Ordinal);

        (exitCode, _, var error) = await CommandRun.RunAsync("gateway", "pins", "diff", "shell", "--from", "npm:same", "--db", Database, "--store", Store);
        Assert.Equal(ExitCodes.No, exitCode);
        Assert.Contains("the pins of `shell` are what `npm:same` has", error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Usage, (await CommandRun.RunAsync("gateway", "pins", "diff", "--from", "npm:same", "--db", Database, "--store", Store)).Code);
    }

    [Theory]
    [InlineData("npm:nobody", ExitCodes.No, "is not in the catalog")]
    [InlineData("nobody", ExitCodes.Usage, "neither a file nor a server key")]
    public async Task PinsLoad_FromNowhere_SaysWhatToGive(string from, int expected, string told)
    {
        await File.WriteAllTextAsync(_folder.File("rows.jsonl"), Rows);
        Assert.Equal(ExitCodes.Done, (await CommandRun.RunAsync("import", _folder.File("rows.jsonl"), "--db", Database)).Code);
        var (exitCode, _, error) = await CommandRun.RunAsync("gateway", "pins", "load", "notes", "--from", from, "--db", Database, "--store", Store);
        Assert.Equal(expected, exitCode);
        Assert.Contains(told, error, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Lines(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal);
}
