using System.Diagnostics;
using Catalog.EndToEnd.Tests.Running;

namespace Catalog.EndToEnd.Tests;

/// <summary>The official conformance suite, straight at an upstream that passes it and through the gateway with a policy that allows everything.</summary>
public sealed class ConformanceTests
{
    // Servers on standard input and output have no streams, and those of all servers are the gateway's own: short answers are JSON, and there is nothing to poll.
    private static readonly string[] OfStreams = ["server-sse-multiple-streams server-sse-streams-functional", "server-sse-polling server-sse-priming-event", "server-sse-polling server-sse-retry-field"];

    /// <summary>What passes straight and cannot by some way through the gateway, as scenario and check.</summary>
    private static readonly IReadOnlyDictionary<string, string[]> Apart = new Dictionary<string, string[]>(StringComparer.Ordinal) { ["lane"] = [], ["process"] = OfStreams, ["aggregate"] = OfStreams };

    [Theory]
    [InlineData("2025-11-25", 83)]
    [InlineData("2026-07-28", 162)]
    public async Task Suite_NoCheckThatPassesStraight_FailsThroughTheGateway(string era, int passing)
    {
        var suite = SharedData.Require("tools/mcp-peers/conformance");
        using var home = new TemporaryFolder();
        var (upstreamPort, gatewayPort, allPort) = (Ports.Free(), Ports.Free(), Ports.Free());
        using var upstream = await StartUpstreamAsync(home, upstreamPort);
        try
        {
            await File.WriteAllTextAsync(home.File("allow.json"), """{"version":"1","default":"allow"}""");
            await File.WriteAllTextAsync(
                home.File("gateway.yaml"),
                $$"""
                version: 1
                listeners: [{url: "http://127.0.0.1:{{gatewayPort}}"}]
                upstreams:
                  lane: {url: "http://127.0.0.1:{{upstreamPort}}/mcp", policy: allow}
                  process: {command: "{{CatalogCommand.Executable}}", args: [gateway, stdio, --url, "http://127.0.0.1:{{upstreamPort}}/mcp"], policy: allow}
                policies: {allow: allow.json}
                limits: {sessions_per_hour: 100000}
                """);
            await File.WriteAllTextAsync(
                home.File("all.yaml"),
                $$"""
                version: 1
                store: all.db
                listeners: [{url: "http://127.0.0.1:{{allPort}}"}]
                upstreams:
                  only: {url: "http://127.0.0.1:{{upstreamPort}}/mcp", policy: allow}
                policies: {allow: allow.json}
                limits: {sessions_per_hour: 100000}
                """);
            await using var gateway = RunningCatalog.Start(home.Path, ["gateway", "--config", home.File("gateway.yaml")]);
            await using var all = RunningCatalog.Start(home.Path, ["gateway", "--config", home.File("all.yaml")]);
            await gateway.WaitForAsync("the gateway listens", TimeSpan.FromMinutes(1));
            await all.WaitForAsync("the gateway listens", TimeSpan.FromMinutes(1));
            var namesPort = Ports.Free();
            await using var names = await UnprefixedNames.StartAsync(namesPort, new Uri($"http://127.0.0.1:{allPort}/mcp"), "only__");

            var straight = Successes(await RunSuiteAsync(suite, $"http://127.0.0.1:{upstreamPort}/mcp", home.File("straight"), era));
            Assert.Equal(passing, straight.Values.Sum());
            (string Way, string Url)[] ways =
            [
                ("lane", $"http://127.0.0.1:{gatewayPort}/mcp/lane"), ("process", $"http://127.0.0.1:{gatewayPort}/mcp/process"), ("aggregate", $"http://127.0.0.1:{namesPort}/mcp"),
            ];
            await Task.WhenAll(ways.Select(async to =>
            {
                var through = Successes(await RunSuiteAsync(suite, to.Url, home.File(to.Way), era));
                var lost = straight.Where(check => through.GetValueOrDefault(check.Key) < check.Value).Select(static check => check.Key).Except(Apart[to.Way], StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
                Assert.True(lost.Count == 0, $"by `{to.Way}` these fail that pass straight:\n{string.Join('\n', lost)}\n{gateway.Printed}\n{all.Printed}");
            }));
        }
        finally
        {
            upstream.Kill(entireProcessTree: true);
        }
    }

    private static Dictionary<string, int> Successes(IEnumerable<string> table) => table
        .Select(static line => line.Split('\t'))
        .Where(static row => row[2] == "SUCCESS")
        .GroupBy(static row => $"{row[0]} {row[1]}", StringComparer.Ordinal)
        .ToDictionary(static group => group.Key, static group => group.Count(), StringComparer.Ordinal);

    private static async Task<string[]> RunSuiteAsync(string suite, string url, string folder, string era)
    {
        var result = await RunAsync("bash", [suite, url, folder, era], new Dictionary<string, string>(StringComparer.Ordinal) { ["REQS"] = era });
        var table = Path.Combine(folder, $"table-{era}.tsv");
        Assert.True(File.Exists(table), $"the suite wrote no table:\n{result}");
        return await File.ReadAllLinesAsync(table);
    }

    private static async Task<Process> StartUpstreamAsync(TemporaryFolder home, int port)
    {
        var project = Path.Combine(SharedData.Repository, "artifacts", "conformance-upstream");
        Directory.CreateDirectory(project);
        foreach (var file in Directory.GetFiles(SharedData.Require("tools/mcp-peers/fixture")))
        {
            var copy = Path.Combine(project, Path.GetFileName(file));
            if (!File.Exists(copy))
            {
                File.Copy(file, copy);
                File.SetAttributes(copy, FileAttributes.Normal);
            }
        }

        await RunAsync("dotnet", ["build", project, "-c", "Release", "-v", "quiet", "--nologo"], new Dictionary<string, string>(StringComparer.Ordinal));
        var upstream = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(project, "bin", "Release", "net10.0", "Fixture.dll"), "--urls", $"http://127.0.0.1:{port}"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            WorkingDirectory = home.Path,
        })!;
        upstream.OutputDataReceived += static (_, _) => { };
        upstream.BeginOutputReadLine();
        await Ports.WaitForListenerAsync(port, TimeSpan.FromMinutes(1));
        return upstream;
    }

    private static async Task<string> RunAsync(string file, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(file, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var text = await output + await error;
        Assert.True(process.ExitCode == 0, $"`{file}` ended with {process.ExitCode}:\n{text}");
        return text;
    }
}
