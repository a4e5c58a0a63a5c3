using Catalog.Gateway.Tests.Running;
using Catalog.Gateway.Upstreams;

namespace Catalog.Gateway.Tests.Upstreams;

/// <summary>Sessions come and go; what was started for them goes with them.</summary>
public sealed class ProcessLeakTests
{
    private const string AllowAll = """{"version":"1","default":"allow"}""";
    private const string Initialize = """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""";
    private const string Call = """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"echo","arguments":{}}}""";
    private const string Die = """{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"die","arguments":{}}}""";

    [Fact]
    public Task FortySessions_LeaveNoProcess() => SessionsLeaveNoProcessAsync(40);

    /// <summary>The whole of it; takes a quarter of an hour: run it with <c>-explicit only</c>.</summary>
    [Fact(Explicit = true)]
    public Task TenThousandSessions_LeaveNoProcess() => SessionsLeaveNoProcessAsync(10_000);

    [Fact]
    public async Task DisposeAsync_WhileItsOutputIsRead_ClosesThePipe()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test reads /proc");
        await using var process = UpstreamProcess.Start(new GatewayOptions { ServerId = "s", PolicyFile = "none", Command = ["cat"] }, new WithheldVariables(), TimeProvider.System);
        var pipe = new FileInfo($"/proc/{process.Id}/fd/1").LinkTarget;
        Assert.StartsWith("pipe:", pipe, StringComparison.Ordinal);
        Assert.Contains(pipe, OpenFiles());
        using var ending = new CancellationTokenSource();
        var reading = process.ReadAsync(static _ => ValueTask.CompletedTask, 1000, static (_, _) => ValueTask.CompletedTask, ending.Token);
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        await process.DisposeAsync();
        Assert.DoesNotContain(pipe, OpenFiles());
    }

    private static List<string?> OpenFiles() => [.. Directory.GetFiles("/proc/self/fd").Select(static file => new FileInfo(file).LinkTarget)];

    private static async Task SessionsLeaveNoProcessAsync(int sessions)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test reads /proc");
        await using var gateway = await HttpGateway.StartAsync(AllowAll, upstream: null, sessionsPerHour: 1_000_000);
        var mark = gateway.Folder.Path;
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < sessions; i = Interlocked.Increment(ref next))
            {
                var session = ("Mcp-Session-Id", (await gateway.PostAsync(Initialize)).Headers["Mcp-Session-Id"]);
                Assert.Equal(200, (await gateway.PostAsync(Call, session)).Status);
                if (i % 3 == 0)
                {
                    // The server dies under a call, and is started again by the next one.
                    Assert.Equal(-31001, (await gateway.PostAsync(Die, session)).ErrorCode);
                    Assert.Equal(200, (await gateway.PostAsync(Call, session)).Status);
                }

                await gateway.DeleteAsync(session);
            }
        }));

        await ProcessList.GoneAsync(mark);
        Assert.Equal(0, ProcessList.Count(mark));
    }
}
