using System.Diagnostics;
using System.Text.Json;
using Catalog.Cli.Hosting;

namespace Catalog.Cli.Tests.Crawling;

/// <summary>The built command, killed in the middle of its work or run several times at once.</summary>
public sealed class CrawlKillTests : IAsyncDisposable
{
    private const int Servers = 40;
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _databases = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _databases)
        {
            await (await PostgresServer.RequireAsync()).ReturnAsync(database);
        }

        _folder.Dispose();
    }

    [Theory]
    [InlineData("sqlite", 1)]
    [InlineData("sqlite", 2)]
    [InlineData("postgres", 3)]
    public async Task Crawl_KilledManyTimesThenFinished_IsTheSameCatalogAndDoesNothingTwice(string store, int seed)
    {
        var random = new Random(seed);
        var sources = WriteServers();
        var (undisturbed, disturbed) = (await LocateAsync(store), await LocateAsync(store));
        Assert.Equal(ExitCodes.Done, (await EndAsync(Start(undisturbed, ["crawl", "--json", .. sources]))).ExitCode);

        var told = new List<string>();
        for (var life = 0; life < 5; life++)
        {
            using var catalog = Start(disturbed, ["crawl", .. sources]);
            await KillAfterAsync(catalog, random.Next(0, 9), told);
        }

        // What is stored in one transaction is told after it, so a kill between the two leaves some untold; what was told is stored.
        var stored = await StoredAsync(disturbed);
        Assert.InRange(told.Count, 1, stored);
        var (exitCode, output, error) = await EndAsync(Start(disturbed, ["crawl", "--json", .. sources]));
        Assert.True(exitCode == ExitCodes.Done, error);
        var last = Told(error).ToList();
        told.AddRange(last);

        // One that was told as done is never worked on again; one that was killed between the end and the telling is not told at all, and not worked on again either.
        Assert.Equal(told.Count, told.Distinct().Count());
        Assert.Equal(Servers, stored + last.Count);
        using var run = JsonDocument.Parse(output);
        var items = run.RootElement.GetProperty("items").EnumerateArray().Select(static item => item.GetProperty("server").GetString()!).Order(StringComparer.Ordinal).ToList();
        Assert.Equal((Servers, Servers), (items.Count, items.Distinct().Count()));
        Assert.Equal(await ExportAsync(undisturbed), await ExportAsync(disturbed));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Crawl_TwoAtOnceAndAWorker_ShareTheWork(string store)
    {
        var sources = WriteServers();
        var (alone, shared) = (await LocateAsync(store), await LocateAsync(store));
        await EndAsync(Start(alone, ["crawl", "--json", .. sources]));

        // The first has begun before the others come, so that the worker finds something.
        var first = Start(shared, ["crawl", .. sources]);
        var line = await first.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
        var others = new[] { Start(shared, ["crawl", .. sources]), Start(shared, ["crawl", "--worker", "--until-empty"]) };
        var ends = await Task.WhenAll(others.Prepend(first).Select(EndAsync));

        Assert.All(ends, static end => Assert.True(end.ExitCode == ExitCodes.Done, end.Error));
        var told = ends.SelectMany(static end => Told(end.Error)).Concat(Told(line!)).ToList();
        Assert.Equal((Servers, Servers), (told.Count, told.Distinct().Count()));
        Assert.Equal(await ExportAsync(alone), await ExportAsync(shared));
    }

    [Fact]
    public async Task Crawl_WorkerWithASource_IsWrongUsage() =>
        Assert.Equal(ExitCodes.Usage, (await CommandRun.RunAsync("crawl", "--worker", "dir:x")).Code);

    /// <summary>The servers of which lines like <c>3 of 9: dir:/a: 2 tools, 2 changed</c> tell; one has <c>1 tool</c>.</summary>
    private static IEnumerable<string> Told(string lines) =>
        lines.Split('\n').Where(static line => line.EndsWith(" changed", StringComparison.Ordinal)).Select(static line => line.Split(": ")[1]);

    /// <summary>Kills it when it has told of so many servers; what it told before it was gone is told.</summary>
    private static async Task KillAfterAsync(Process catalog, int lines, List<string> told)
    {
        for (var i = 0; i < lines && await catalog.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line; i++)
        {
            told.AddRange(Told(line));
        }

        catalog.Kill();
        var rest = await catalog.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);

        // The last piece is empty, or a line that was cut off.
        told.AddRange(Told(rest[..(rest.LastIndexOf('\n') + 1)]));
        await catalog.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private async Task<string> LocateAsync(string store)
    {
        if (store == "sqlite")
        {
            return _folder.File($"{Guid.NewGuid():N}.db");
        }

        _databases.Add(await (await PostgresServer.RequireAsync()).CreateDatabaseAsync());
        return _databases[^1];
    }

    private string[] WriteServers() =>
    [
        .. Enumerable.Range(0, Servers).Select(i =>
        {
            var folder = Directory.CreateDirectory(_folder.File("servers", $"s{i:D2}")).FullName;
            var tools = string.Concat(Enumerable.Range(0, 1 + (i % 5)).Select(n => $$"""
                server.registerTool("{{(n % 2 == 0 ? "delete" : "list")}}_note_{{n}}", { description: "Does {{i}} times {{n}} to a note", inputSchema: { id: z.string() } }, async () => ({ content: [] }));

                """));
            File.WriteAllText(Path.Combine(folder, "index.js"), $$"""
                import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
                import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
                import { z } from "zod";
                const server = new McpServer({ name: "s{{i}}", version: "1.0.0" });
                {{tools}}
                await server.connect(new StdioServerTransport());
                """);
            File.WriteAllText(Path.Combine(folder, "package.json"), $$"""{"name":"s{{i}}","version":"1.0.{{i}}","type":"module","bin":"index.js"}""");
            return "dir:" + folder;
        }),
    ];

    /// <summary>How many servers the store holds.</summary>
    private async Task<int> StoredAsync(string database)
    {
        var (exitCode, output, error) = await EndAsync(Start(database, ["export", "--classified"]));
        Assert.True(exitCode == ExitCodes.Done, error);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("server").GetString()).Distinct().Count();
    }

    private async Task<string> ExportAsync(string database)
    {
        var (exitCode, output, error) = await EndAsync(Start(database, ["export", "--classified"]));
        Assert.True(exitCode == ExitCodes.Done, error);
        Assert.Equal(Servers * 3, output.TrimEnd().Split('\n').Length);
        return output;
    }

    private Process Start(string database, string[] arguments)
    {
        var info = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "catalog.exe" : "catalog"), [.. arguments, "--db", database])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        info.Environment["XDG_DATA_HOME"] = Directory.CreateDirectory(_folder.File("home")).FullName;
        return Process.Start(info)!;
    }

    private static async Task<(int ExitCode, string Output, string Error)> EndAsync(Process process)
    {
        using var catalog = process;
        var output = catalog.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = catalog.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await catalog.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (catalog.ExitCode, await output, await error);
    }
}
