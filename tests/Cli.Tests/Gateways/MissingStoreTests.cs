using System.Text.Json;
using Catalog.Cli.Hosting;

namespace Catalog.Cli.Tests.Gateways;

/// <summary>Commands that look for something in a gateway's store say that it is not there, and make none: an empty one would answer for the one that was meant.</summary>
public sealed class MissingStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Store => _folder.File("gateway.db");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("log")]
    [InlineData("log", "--id", "x")]
    [InlineData("log", "--follow")]
    [InlineData("log", "verify")]
    [InlineData("log", "report", "--observe")]
    [InlineData("approvals", "list")]
    [InlineData("approvals", "approve", "x")]
    [InlineData("approvals", "deny", "x")]
    [InlineData("grant", "list")]
    [InlineData("grant", "rotate", "x")]
    [InlineData("grant", "revoke", "x")]
    [InlineData("gateway", "pins", "list")]
    [InlineData("gateway", "pins", "diff")]
    [InlineData("gateway", "pins", "accept", "s", "t")]
    [InlineData("gateway", "credentials", "list")]
    [InlineData("gateway", "credentials", "remove", "s")]
    [InlineData("gateway", "credentials", "rotate-key")]
    public async Task StoreThatIsNotThere_IsNamed_AndNotMade(params string[] command)
    {
        var (code, output, error) = await CommandRun.RunAsync([.. command, "--store", Path.Combine(_folder.Path, "new", "gatewy.db")]);

        Assert.Equal(ExitCodes.Failed, code);
        Assert.Empty(output);
        Assert.Contains("gatewy.db` is not there: name the file that the gateway's --store", error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task DefaultStoreThatIsNotThere_IsNamed_AndNotMade()
    {
        await File.WriteAllTextAsync(_folder.File("allow.json"), """{"version":"1","default":"allow"}""");
        foreach (var command in new string[][] { ["log"], ["grant", "list"], ["policy", "replay", _folder.File("allow.json")] })
        {
            var (code, _, error) = await CommandProcess.RunAsync(_folder.Path, command);
            Assert.Equal(ExitCodes.Failed, code);
            Assert.Contains("gateway.db` is not there", error, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.GetFiles(_folder.Path, "*.db*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task LogThatLiesElsewhere_IsReadWithoutTheStore_AndMakesNone()
    {
        var log = _folder.File("log.jsonl");
        await using (var gateway = await LineGateway.StartAsync(_folder, "--log-file", log))
        {
            await gateway.CallAsync(1, "{}");
            Assert.Equal(0, await gateway.EndAsync());
        }

        foreach (var file in Directory.GetFiles(_folder.Path, "gateway.db*"))
        {
            File.Delete(file);
        }

        var listed = await CommandProcess.RunAsync(_folder.Path, "log", "--log-file", log, "--json");
        Assert.True(listed.Code == ExitCodes.Done, listed.Error);
        var id = JsonDocument.Parse(listed.Output.Split('\n')[0]).RootElement.GetProperty("id").GetString()!;
        Assert.Equal(ExitCodes.Done, (await CommandProcess.RunAsync(_folder.Path, "log", "verify", "--log-file", log)).Code);
        var whole = await CommandProcess.RunAsync(_folder.Path, "log", "--id", id, "--log-file", log);
        Assert.True(whole.Code == ExitCodes.Done, whole.Error);
        Assert.Contains(id, whole.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Done, (await CommandProcess.RunAsync(_folder.Path, "policy", "replay", _folder.File("allow.json"), "--log", log)).Code);
        Assert.Empty(Directory.GetFiles(_folder.Path, "gateway.db*", SearchOption.AllDirectories));

        // One that is named is meant.
        Assert.Equal(ExitCodes.Failed, (await CommandRun.RunAsync("log", "--log-file", log, "--store", Store)).Code);
    }

    [Fact]
    public async Task LogThatLiesElsewhere_IsReadWithoutTheStoreOfANewerVersionHere()
    {
        var log = _folder.File("log.jsonl");
        await using (var gateway = await LineGateway.StartAsync(_folder, "--log-file", log))
        {
            await gateway.CallAsync(1, "{}");
            Assert.Equal(0, await gateway.EndAsync());
        }

        var here = Path.Combine(Directory.CreateDirectory(_folder.File("catalog")).FullName, "gateway.db");
        File.Move(Store, here);
        await using (var file = File.OpenWrite(here))
        {
            // Where SQLite's format keeps the number of the schema.
            file.Position = 60;
            file.Write([0, 0, 0, 99]);
        }

        Assert.Contains("newer version", (await CommandProcess.RunAsync(_folder.Path, "log")).Error, StringComparison.Ordinal);
        var listed = await CommandProcess.RunAsync(_folder.Path, "log", "--log-file", log, "--json");
        Assert.True(listed.Code == ExitCodes.Done, listed.Error);
        var id = JsonDocument.Parse(listed.Output.Split('\n')[0]).RootElement.GetProperty("id").GetString()!;
        foreach (var command in new string[][]
        {
            ["policy", "replay", _folder.File("allow.json"), "--log", log], ["log", "verify", "--log-file", log], ["log", "report", "--log-file", log], ["log", "--id", id, "--log-file", log],
        })
        {
            var (code, _, error) = await CommandProcess.RunAsync(_folder.Path, command);
            Assert.True(code == ExitCodes.Done, error);
        }
    }

    [Theory]
    [InlineData("log", "--log-db", "DATABASE")]
    [InlineData("log", "--id", "x", "--log-db", "DATABASE")]
    [InlineData("log", "verify", "--log-db", "DATABASE")]
    [InlineData("log", "report", "--log-db", "DATABASE")]
    [InlineData("policy", "replay", "POLICY", "--log", "DATABASE")]
    public async Task DatabaseWithoutALog_IsNamed_AndLeftAsItIs(params string[] command)
    {
        await File.WriteAllTextAsync(_folder.File("allow.json"), """{"version":"1","default":"allow"}""");
        var server = await PostgresServer.RequireAsync();
        var address = await server.CreateDatabaseAsync();

        var (code, output, error) = await CommandProcess.RunAsync(_folder.Path, [.. command.Select(word => word switch { "DATABASE" => address, "POLICY" => _folder.File("allow.json"), _ => word })]);

        Assert.Equal((ExitCodes.Failed, ""), (code, output));
        Assert.Contains("there is no decision log in `postgres://", error, StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresServer.Password, error, StringComparison.Ordinal);
        Assert.Equal("0", await server.ScriptAsync("SELECT count(*) FROM pg_namespace WHERE nspname = 'gateway_log'", address[(address.LastIndexOf('/') + 1)..]));
        await server.ReturnAsync(address);
    }

    [Fact]
    public async Task StoreThatWasMovedUnderAGateway_KeepsItsJournal()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a file that is open cannot be moved there");
        await using var gateway = await LineGateway.StartAsync(_folder, "--log-sync");
        await gateway.CallAsync(1, "{}");
        var journal = await File.ReadAllBytesAsync(Store + "-wal");
        Assert.NotEmpty(journal);
        File.Move(Store, _folder.File("moved.db"));

        Assert.Equal(ExitCodes.Failed, (await CommandRun.RunAsync("log", "--store", Store)).Code);

        Assert.False(File.Exists(Store));
        Assert.Equal(journal, (await File.ReadAllBytesAsync(Store + "-wal"))[..journal.Length]);
        File.Move(_folder.File("moved.db"), Store);
        Assert.Contains("\"decision\":\"allow\"", (await CommandRun.RunAsync("log", "--store", Store, "--json")).Output, StringComparison.Ordinal);
        Assert.Equal(0, await gateway.EndAsync());
    }
}
