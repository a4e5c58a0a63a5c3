using System.Diagnostics;
using System.Text.Json;
using Catalog.Cli.Hosting;
using Catalog.Core.Tools;

namespace Catalog.Cli.Tests.Crawling;

/// <summary>The built command, for it starts itself again to parse.</summary>
public sealed class CrawlCommandTests : IDisposable
{
    private const string Server =
        """
        import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
        import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
        import { z } from "zod";
        const server = new McpServer({ name: "notes", version: "1.0.0" });
        server.registerTool("delete_note", { description: "Deletes a note for good", inputSchema: { id: z.string() } }, async () => ({ content: [] }));
        await server.connect(new StdioServerTransport());
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Extract_Server_PrintsALineForEachTool()
    {
        var (exitCode, output, error) = await RunAsync("extract", "dir:" + WriteServer(Server));
        Assert.True(exitCode == ExitCodes.Done, error);
        var tool = ToolDefinitionJson.Parse(Assert.Single(output.TrimEnd().Split('\n')));
        Assert.Equal(("delete_note", "Deletes a note for good", Exposure.Yes), (tool.Tool, tool.Description, tool.Exposed));
        Assert.Equal(("index.js", 5), (tool.Source!.File, tool.Source.Line));
        Assert.False(Directory.Exists(_folder.File("home", "catalog")) && Directory.EnumerateFiles(_folder.File("home", "catalog"), "*.db").Any());
    }

    [Fact]
    public async Task Extract_PackageWithoutTools_PrintsNothing() => Assert.Equal((ExitCodes.Done, "", ""), await RunAsync("extract", "dir:" + WriteServer("export default 1;")));

    [Theory]
    [InlineData("dir:/nowhere/at/all", ExitCodes.Failed, "there is no folder")]
    [InlineData("pypi:some/server", ExitCodes.Failed, "is not the name of a Python package")]
    [InlineData("file:/etc/hostname", ExitCodes.Failed, "neither a tar")]
    [InlineData("some-server", ExitCodes.Usage, "names no source")]
    public async Task Extract_NothingToRead_IsOneSentence(string source, int expected, string reason)
    {
        var (exitCode, output, error) = await RunAsync("extract", source);
        Assert.Equal((expected, ""), (exitCode, output));
        Assert.Contains(reason, Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crawl_Twice_StoresOnceAndEndsWithATable()
    {
        var source = "dir:" + WriteServer(Server);
        var first = await RunAsync("crawl", source);
        Assert.True(first.ExitCode == ExitCodes.Done, first.Error);
        Assert.Matches(@"(?m)^Server\s+Tools\s+Changed\s+Result$", first.Output);
        Assert.Matches(@"(?m)^dir:\S+\s+1\s+1\s+stored$", first.Output);
        var second = await RunAsync("crawl", source);
        Assert.Matches(@"(?m)^dir:\S+\s+1\s+0\s+unchanged$", second.Output);
        Assert.Contains("1 server, 1 tool, 0 changed; 1 server unchanged, 0 failed", second.Output, StringComparison.Ordinal);
        Assert.Matches(@"^crawl: run=2 result=complete stored=0 unchanged=1 without_tools=0 failed=0 changed=0 impostors=0 requests=0 bytes=0 seconds=\d+\.\d$", second.Output.TrimEnd().Split('\n')[^1]);
    }

    [Fact]
    public async Task Crawl_NothingButBad_Fails()
    {
        var (exitCode, output, _) = await RunAsync("crawl", "dir:/nowhere/at/all");
        Assert.Equal(ExitCodes.Failed, exitCode);
        Assert.Contains(" result=failed stored=0 unchanged=0 without_tools=0 failed=1 ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crawl_GoodAndBad_StoresTheGoodAndIsPartial()
    {
        var (exitCode, output, _) = await RunAsync("crawl", "--json", "dir:/nowhere/at/all", "dir:" + WriteServer(Server));
        Assert.Equal(ExitCodes.No, exitCode);
        using var run = JsonDocument.Parse(output);
        Assert.Equal("partial", run.RootElement.GetProperty("result").GetString());
        Assert.Equal(
            ["Failed", "Stored"],
            run.RootElement.GetProperty("items").EnumerateArray().Select(static item => item.GetProperty("status").GetString()!).Order(StringComparer.Ordinal));
    }

    private string WriteServer(string code)
    {
        var folder = Directory.CreateDirectory(_folder.File("server")).FullName;
        File.WriteAllText(Path.Combine(folder, "index.js"), code);
        File.WriteAllText(Path.Combine(folder, "package.json"), """{"name":"notes","version":"1.0.0","type":"module","bin":"index.js"}""");
        return folder;
    }

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var info = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "catalog.exe" : "catalog"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        info.Environment["XDG_DATA_HOME"] = Directory.CreateDirectory(_folder.File("home")).FullName;
        using var catalog = Process.Start(info)!;
        var output = catalog.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = catalog.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await catalog.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (catalog.ExitCode, (await output).Replace("\r\n", "\n", StringComparison.Ordinal), await error);
    }
}
