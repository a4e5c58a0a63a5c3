using Catalog.Cli.Hosting;

namespace Catalog.Cli.Tests.Operating;

/// <summary>Commands that look for something in the catalog say that it is not there, and make none: an empty one would answer for the one that was meant.</summary>
public sealed class MissingCatalogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("status")]
    [InlineData("status", "--check")]
    [InlineData("status", "--rows")]
    [InlineData("status", "--prometheus")]
    [InlineData("changes")]
    [InlineData("export")]
    [InlineData("export", "--whole")]
    [InlineData("export", "--server", "npm:x")]
    [InlineData("explain", "tool")]
    [InlineData("review")]
    [InlineData("review", "--skeleton")]
    [InlineData("identity")]
    [InlineData("identity", "npm:x")]
    [InlineData("prune", "--dry-run")]
    [InlineData("classify", "--stored")]
    [InlineData("policy", "npm:x")]
    [InlineData("policy", "check", "POLICY", "--server", "npm:x")]
    [InlineData("policy", "decide", "POLICY", "--server", "npm:x", "--call", """{"name":"x"}""")]
    [InlineData("policy", "test", "POLICY", "CASES", "--server", "npm:x")]
    [InlineData("gateway", "pins", "load", "s", "--from", "npm:x", "--store", "STORE")]
    public async Task CatalogThatIsNotThere_IsNamed_AndNotMade(params string[] command)
    {
        await File.WriteAllTextAsync(_folder.File("p.json"), """{"version":"1","default":"allow"}""");
        await File.WriteAllTextAsync(_folder.File("cases.json"), """[{"note":"n","call":{"name":"x","arguments":{}},"decision":"allow"}]""");
        var words = command.Select(word => word switch { "POLICY" => _folder.File("p.json"), "CASES" => _folder.File("cases.json"), "STORE" => _folder.File("gateway.db"), _ => word });

        var (code, output, error) = await CommandRun.RunAsync([.. words, "--db", Path.Combine(_folder.Path, "new", "catalgo.db")]);

        Assert.Contains("catalgo.db` is not there: name the one that is meant by --db or CATALOG_DB", error, StringComparison.Ordinal);
        Assert.NotEqual(ExitCodes.Done, code);
        Assert.Empty(output);
        Assert.Equal([_folder.File("cases.json"), _folder.File("p.json")], Directory.EnumerateFileSystemEntries(_folder.Path).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("status")]
    [InlineData("status", "--rows")]
    [InlineData("changes")]
    [InlineData("export", "--whole")]
    [InlineData("explain", "tool")]
    [InlineData("review")]
    [InlineData("identity")]
    [InlineData("prune", "--dry-run")]
    [InlineData("classify", "--stored")]
    [InlineData("policy", "npm:x")]
    [InlineData("policy", "check", "POLICY", "--server", "npm:x")]
    [InlineData("gateway", "pins", "load", "s", "--from", "npm:x", "--store", "STORE")]
    public async Task DatabaseWithoutACatalog_IsNamed_AndLeftAsItIs(params string[] command)
    {
        await File.WriteAllTextAsync(_folder.File("p.json"), """{"version":"1","default":"allow"}""");
        var words = command.Select(word => word switch { "POLICY" => _folder.File("p.json"), "STORE" => _folder.File("gateway.db"), _ => word });
        var server = await PostgresServer.RequireAsync();
        var address = await server.CreateDatabaseAsync();

        var (code, output, error) = await CommandRun.RunAsync([.. words, "--db", address]);

        Assert.Contains($"127.0.0.1:{server.Port}{address[address.LastIndexOf('/')..]}` is not there: name the one that is meant by --db or CATALOG_DB", error, StringComparison.Ordinal);
        Assert.NotEqual(ExitCodes.Done, code);
        Assert.Empty(output);
        Assert.Equal("0", await server.ScriptAsync("SELECT count(*) FROM pg_namespace WHERE nspname = 'catalog'", address[(address.LastIndexOf('/') + 1)..]));
        await server.ReturnAsync(address);
    }

    [Fact]
    public async Task DefaultCatalogThatIsNotThere_IsNamed_AndNotMade()
    {
        foreach (var command in new string[][] { ["status"], ["export"], ["changes"] })
        {
            var (code, _, error) = await CommandProcess.RunAsync(_folder.Path, command);
            Assert.Equal(ExitCodes.Failed, code);
            Assert.Contains("catalog.db` is not there", error, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.GetFiles(_folder.Path, "*.db*", SearchOption.AllDirectories));
    }
}
