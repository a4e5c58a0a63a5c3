using Catalog.EndToEnd.Tests.Running;

namespace Catalog.EndToEnd.Tests;

/// <summary>What goes wrong in every household: each ends with a sentence that says what to do, and with the exit code that programs expect.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("npm:@modelcontextprotocol/there-is-no-such-server-here", "no package")]
    [InlineData("npm:@modelcontextprotocol/server-memory@0.0.0-never", "no such version")]
    [InlineData("git:/nowhere/at/all", "nowhere")]
    [InlineData("dir:/nowhere/at/all", "nowhere")]
    public async Task Extract_WhatIsNotThere_SaysSo(string source, string words)
    {
        await Peers.RequireAsync();
        var finished = (await CatalogCommand.RunAsync(_home.Path, ["extract", source])).Expect(3);
        Assert.Contains(words, finished.Error, StringComparison.Ordinal);
        Assert.Empty(finished.Output);
        AssertNoTrace(finished);
    }

    [Fact]
    public async Task Extract_PackageThatIsNoServer_PrintsNothing()
    {
        await Peers.RequireAsync();
        var finished = (await CatalogCommand.RunAsync(_home.Path, ["extract", "npm:is-number@7.0.0"])).Expect(0);
        Assert.Empty(finished.Output);
    }

    [Fact]
    public async Task Crawl_OneBrokenArchiveAmongGoodOnes_FailsAloneWithItsReason()
    {
        var broken = _home.File("broken.tgz");
        await File.WriteAllBytesAsync(broken, [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3, 4, 5]);
        var good = _home.File("good");
        Directory.CreateDirectory(good);
        await File.WriteAllTextAsync(Path.Combine(good, "package.json"), """{"name":"good","version":"1.0.0","main":"index.js","dependencies":{"@modelcontextprotocol/sdk":"1"}}""");
        await File.WriteAllTextAsync(Path.Combine(good, "index.js"), """
            import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
            const server = new McpServer({ name: "good", version: "1.0.0" });
            server.registerTool("get_weather", { description: "Looks up the weather of a town." }, async () => ({ content: [] }));
            """);
        var finished = (await CatalogCommand.RunAsync(_home.Path, ["crawl", "file:" + broken, "dir:" + good])).Expect(1);
        Assert.Contains("failed", finished.Output, StringComparison.Ordinal);
        var listed = (await CatalogCommand.RunAsync(_home.Path, ["export"])).Expect(0);
        Assert.Contains("get_weather", listed.Output, StringComparison.Ordinal);
        AssertNoTrace(finished);
    }

    [Fact]
    public async Task Gateway_PolicyWithThreeErrors_NamesAllThreeWithTheirPlaces()
    {
        var policy = _home.File("bad.json");
        await File.WriteAllTextAsync(policy, """
            {
              "version": "2",
              "default": "deny",
              "tols": {},
              "hide": "everything"
            }
            """);
        var check = (await CatalogCommand.RunAsync(_home.Path, ["policy", "check", policy])).Expect(1);
        var start = (await CatalogCommand.RunAsync(_home.Path, ["gateway", "--policy", policy, "--", "node", "-e", "0"])).Expect(3);
        foreach (var text in new[] { check.Output + check.Error, start.Error })
        {
            Assert.Contains("/version", text, StringComparison.Ordinal);
            Assert.Contains("/tols", text, StringComparison.Ordinal);
            Assert.Contains("/hide", text, StringComparison.Ordinal);
            Assert.Contains("4", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AnyCommand_DatabaseOfANewerVersion_IsLeftAlone()
    {
        var database = _home.File("newer.db");
        (await CatalogCommand.RunAsync(_home.Path, ["migrate", "--db", database, "--store", _home.File("gateway.db")])).Expect(0);
        // The version stands at byte 60 of the file, big-endian.
        await using (var file = new FileStream(database, FileMode.Open, FileAccess.ReadWrite))
        {
            file.Position = 60;
            file.Write([0, 0, 0x7f, 0xff]);
        }

        var before = await File.ReadAllBytesAsync(database);
        var finished = (await CatalogCommand.RunAsync(_home.Path, ["export", "--db", database])).Expect(3);
        Assert.Contains("newer", finished.Error, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(database));
        AssertNoTrace(finished);
    }

    [Fact]
    public async Task Serve_PortInUse_SaysWhichAndWhatToDo()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        foreach (var arguments in new[] { new[] { "serve", "--urls", $"http://127.0.0.1:{port}" }, ["up", "--port", $"{port}"] })
        {
            var finished = (await CatalogCommand.RunAsync(_home.Path, arguments)).Expect(3);
            Assert.Contains($"{port}", finished.Error, StringComparison.Ordinal);
            Assert.Contains("choose", finished.Error, StringComparison.Ordinal);
            AssertNoTrace(finished);
        }
    }

    [Theory]
    [InlineData("--listen")]
    [InlineData("listeners")]
    [InlineData("metrics")]
    public async Task Gateway_PortInUse_IsOneLine(string where)
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var taken = $"http://127.0.0.1:{((System.Net.IPEndPoint)listener.LocalEndpoint).Port}";
        var (policy, config) = (_home.File("open.json"), _home.File("gateway.yaml"));
        await File.WriteAllTextAsync(policy, """{"version":"1","default":"allow"}""");
        await File.WriteAllTextAsync(config, where == "metrics"
            ? $"version: 1\nlisteners: [{{url: 'http://127.0.0.1:0'}}]\nmetrics: {{url: '{taken}'}}\nupstreams: {{a: {{url: 'http://127.0.0.1:9/mcp'}}}}\n"
            : $"version: 1\nlisteners: [{{url: '{taken}'}}]\nupstreams: {{a: {{url: 'http://127.0.0.1:9/mcp'}}}}\n");
        string[] arguments = where == "--listen"
            ? ["gateway", "--policy", policy, "--listen", taken, "--", "node", "-e", "0"]
            : ["gateway", "--config", config];

        var finished = (await CatalogCommand.RunAsync(_home.Path, arguments)).Expect(3);

        var line = Assert.Single(finished.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), static l => !l.StartsWith("info:", StringComparison.Ordinal));
        Assert.StartsWith("catalog: ", line, StringComparison.Ordinal);
        Assert.Contains(taken, line, StringComparison.Ordinal);
        Assert.Contains("another port", line, StringComparison.Ordinal);
        AssertNoTrace(finished);
    }

    private static void AssertNoTrace(Finished finished) => Assert.DoesNotContain("   at ", finished.Error, StringComparison.Ordinal);
}
