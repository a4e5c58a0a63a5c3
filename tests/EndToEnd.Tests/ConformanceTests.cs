using System.Diagnostics;
using Catalog.EndToEnd.Tests.Running;

namespace Catalog.EndToEnd.Tests;

/// <summary>The official conformance suite, straight at an upstream that passes it and through the gateway with a policy that allows everything.</summary>
public sealed class ConformanceTests
{
    [Theory]
    [InlineData("2025-11-25", 83)]
    [InlineData("2026-07-28", 162)]
    public async Task Suite_NoCheckThatPassesStraight_FailsThroughTheGateway(string era, int passing)
    {
        var suite = SharedData.Require("tools/mcp-peers/conformance");
        using var home = new TemporaryFolder();
        var (upstreamPort, gatewayPort) = (Ports.Free(), Ports.Free());
        using var upstream = await StartUpstreamAsync(home, upstreamPort);
        try
        {
            var policy = home.File("allow.json");
            await File.WriteAllTextAsync(policy, """{"version":"1","default":"allow"}""");
            await using var gateway = RunningCatalog.Start(
                home.Path, ["gateway", "--policy", policy, "--upstream", $"http://127.0.0.1:{upstreamPort}/mcp", "--listen", $"http://127.0.0.1:{gatewayPort}"]);
            await gateway.WaitForAsync($"127\\.0\\.0\\.1:{gatewayPort}", TimeSpan.FromMinutes(1));

            var straight = await RunSuiteAsync(suite, $"http://127.0.0.1:{upstreamPort}/mcp", home.File("straight"), era);
            var through = await RunSuiteAsync(suite, $"http://127.0.0.1:{gatewayPort}/mcp", home.File("through"), era);

            var passStraight = Successes(straight);
            var passThrough = Successes(through);
            Assert.Equal(passing, passStraight.Values.Sum());
            Assert.All(passStraight, check => Assert.True(
                passThrough.GetValueOrDefault(check.Key) >= check.Value, $"`{check.Key}` passes straight and fails through the gateway\n{gateway.Printed}"));
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
