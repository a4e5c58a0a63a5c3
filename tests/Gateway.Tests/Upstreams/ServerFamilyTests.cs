using Catalog.Gateway.Tests.Running;
using Catalog.Gateway.Upstreams;

namespace Catalog.Gateway.Tests.Upstreams;

/// <summary>What a server starts ends with it, also what has left its process group.</summary>
public sealed class ServerFamilyTests : IDisposable
{
    // Told its sign first: a file that shows that it runs, and its command line that it still does.
    private const string Loop = "trap '' TERM HUP; echo > \"$0\"; while :; do sleep 1; done";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a child in a session of its own", "setsid sh -c \"$2\" \"$1\" & wait")]
    [InlineData("a child without the server's environment", "setsid env -i /bin/sh -c \"$2\" \"$1\" & wait")]
    [InlineData("a child of a child in a session of its own, without the environment", "sh -c 'setsid env -i /bin/sh -c \"$2\" \"$1\" & wait' sh \"$1\" \"$2\" & wait")]
    [InlineData("an orphan in a session of its own", "(setsid sh -c \"$2\" \"$1\" &) ; cat")]
    [InlineData("an orphan of a server that is gone", "(setsid sh -c \"$2\" \"$1\" &) ; while [ ! -e \"$1\" ]; do sleep 0.1; done")]
    public async Task DisposeAsync_WhatLeftTheGroup_Ends(string who, string script)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test reads /proc");
        var sign = _folder.File("sign");
        await using (var process = UpstreamProcess.Start(new GatewayOptions { ServerId = "s", PolicyFile = "none", Command = ["/bin/sh", "-c", script, "sh", sign, Loop] }, new WithheldVariables(), TimeProvider.System))
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            while (!File.Exists(sign))
            {
                await timer.WaitForNextTickAsync(limit.Token);
            }

            Assert.NotEqual(0, ProcessList.Count(sign));
        }

        Assert.True(ProcessList.Count(sign) == 0, who);
    }

    [Fact]
    public async Task DisposeAsync_AnotherServersProcesses_GoOn()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test reads /proc");
        var options = new GatewayOptions { ServerId = "s", PolicyFile = "none", Command = ["/bin/sh", "-c", "(setsid sh -c 'while :; do sleep 1; done' \"$1\" &) ; echo; cat", "sh", _folder.File("other")] };
        await using var other = UpstreamProcess.Start(options, new WithheldVariables(), TimeProvider.System);
        var reading = other.ReadAsync(static _ => ValueTask.CompletedTask, 1000, static (_, _) => ValueTask.CompletedTask, CancellationToken.None);
        await using (UpstreamProcess.Start(new GatewayOptions { ServerId = "s", PolicyFile = "none", Command = ["cat"] }, new WithheldVariables(), TimeProvider.System))
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            while (ProcessList.Count(_folder.File("other")) < 2)
            {
                await timer.WaitForNextTickAsync(limit.Token);
            }
        }

        Assert.Equal(2, ProcessList.Count(_folder.File("other")));
        await other.DisposeAsync();
        await reading;
        Assert.Equal(0, ProcessList.Count(_folder.File("other")));
    }
}
