using System.Diagnostics;
using Catalog.Cli.Gateways;

namespace Catalog.Cli.Tests.Gateways;

public sealed class LongRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true, "gateway", "--config", "gateway.yaml")]
    [InlineData(true, "gateway", "--policy", "p.json", "--", "node")]
    [InlineData(false, "gateway", "--help")]
    [InlineData(false, "gateway", "check", "gateway.yaml")]
    [InlineData(false, "gateway", "stdio", "--url", "http://127.0.0.1")]
    [InlineData(false, "gateway")]
    [InlineData(false, "classify", "--json")]
    [InlineData(false)]
    public void IsMeant_OnlyGatewaysThatStay(bool expected, params string[] args) => Assert.Equal(expected, LongRun.IsMeant(args));

    [Fact]
    public void LetThreadsSleep_TellsThePoolBeforeItBegins()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("DOTNET_ThreadPool_UnfairSemaphoreSpinLimit") is null, "somebody decided on it");
        LongRun.LetThreadsSleep();
        Assert.Equal(0, AppContext.GetData("System.Threading.ThreadPool.UnfairSemaphoreSpinLimit"));
    }

    [Theory]
    [InlineData(null, "1")]
    [InlineData("0", "0")]
    public async Task Gateway_BeginsAnewWithTheSettings_KeepsItsNumberAndStreams_AndHandsOnlyOn_WhatOthersDecided(string? decided, string used)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the process begins anew on Linux only");
        var seen = _folder.File("seen");
        await File.WriteAllTextAsync(_folder.File("allow.json"), """{"version":"1","default":"allow"}""");
        var start = new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "catalog"),
            ["gateway", "--store", _folder.File("gateway.db"), "--policy", _folder.File("allow.json"), "--name", "with space", "--", "sh", "-c", $"env > '{seen}.new'; mv '{seen}.new' '{seen}'; cat > /dev/null"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (decided is null)
        {
            start.Environment.Remove("DOTNET_TieredPGO");
        }
        else
        {
            start.Environment["DOTNET_TieredPGO"] = decided;
        }

        foreach (var name in start.Environment.Keys.Where(static n => n.StartsWith("DOTNET_GC", StringComparison.Ordinal) || n.StartsWith("MALLOC_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["LEFT_ALONE"] = "a=b c";
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteLineAsync("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""");
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!File.Exists(seen) && await timer.WaitForNextTickAsync(limit.Token))
        {
        }

        var own = (await File.ReadAllTextAsync($"/proc/{process.Id}/environ", TestContext.Current.CancellationToken)).Split('\0');
        process.StandardInput.Close();
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Contains($"DOTNET_TieredPGO={used}", own);
        Assert.Contains("DOTNET_GCgen0size=800000", own);
        Assert.Contains("MALLOC_ARENA_MAX=1", own);
        Assert.Contains("LEFT_ALONE=a=b c", own);
        var handed = await File.ReadAllLinesAsync(seen, TestContext.Current.CancellationToken);
        Assert.Contains("LEFT_ALONE=a=b c", handed);
        Assert.Equal(decided, handed.FirstOrDefault(static line => line.StartsWith("DOTNET_TieredPGO=", StringComparison.Ordinal))?.Split('=')[1]);
        Assert.DoesNotContain(
            handed,
            static line => line.StartsWith("CATALOG_LONG_RUN", StringComparison.Ordinal) || line.StartsWith("DOTNET_GC", StringComparison.Ordinal) || line.StartsWith("MALLOC_", StringComparison.Ordinal));
    }
}
