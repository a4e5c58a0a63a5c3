using System.Diagnostics;
using System.Text;
using Catalog.Gateway.Tests.Running;
using Catalog.Gateway.Upstreams;

namespace Catalog.Gateway.Tests.Upstreams;

/// <summary>What the walls and limits of a started server hold, asked of a shell behind them.</summary>
public sealed class ProcessEnclosureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Limits_HoldTheProcess()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/prlimit"), "this system has no prlimit");

        var lines = await SayAsync("ulimit -n; ulimit -t; ulimit -c", new ProcessLimits { OpenFiles = 77, ProcessorSeconds = 33, MemoryBytes = 1L << 30 }, null);

        Assert.Equal(["77", "33", "0"], lines);
    }

    [Fact]
    public async Task Sandbox_HidesFilesVariablesAndNetwork()
    {
        RequireSandbox();
        var (secret, shown, changed) = (_folder.File("secret"), _folder.File("shown"), _folder.File("changed"));
        Directory.CreateDirectory(changed);
        await File.WriteAllTextAsync(secret, "secret\n");
        await File.WriteAllTextAsync(shown, "shown\n");
        System.Environment.SetEnvironmentVariable("ENCLOSURE_TEST_SECRET", "leaked");

        var lines = await SayAsync(
            $"cat {shown}; cat {secret} || echo hidden; echo x > {shown} || echo read-only; echo x > {changed}/new && echo written; echo \"[$ENCLOSURE_TEST_SECRET][$GIVEN]\"; tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '; echo x > /etc/x || echo closed; ls /proc | grep -c '^[0-9]'",
            null,
            new SandboxOptions { Readable = [shown], Writable = [changed] });

        Assert.Equal(["shown", "hidden", "read-only", "written", "[][given]", "lo", "closed"], lines[..7]);
        Assert.InRange(int.Parse(lines[7], System.Globalization.CultureInfo.InvariantCulture), 1, 9);
        Assert.True(File.Exists(Path.Combine(changed, "new")));
    }

    [Fact]
    public async Task Sandbox_EndsWithAllThatItStarted()
    {
        RequireSandbox();
        var beat = _folder.File("beat");
        var options = Options($"(while true; do echo x >> {beat}/b; sleep 0.05; done) & echo started; wait", null, new SandboxOptions { Writable = [Directory.CreateDirectory(beat).FullName] });
        var process = UpstreamProcess.Start(options, new WithheldVariables(), TimeProvider.System);
        var started = new TaskCompletionSource();
        var reading = process.ReadAsync(
            _ =>
            {
                started.TrySetResult();
                return ValueTask.CompletedTask;
            },
            1000,
            static (_, _) => ValueTask.CompletedTask,
            CancellationToken.None);
        await started.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        await process.DisposeAsync();
        await reading;

        // The system takes the rest of the namespace away in its own time.
        await ProcessList.GoneAsync(beat);
    }

    private static void RequireSandbox()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/bwrap"), "this system has no bubblewrap");
        using var trial = Process.Start(new ProcessStartInfo("/usr/bin/bwrap", ["--unshare-user", "--unshare-pid", "--ro-bind", "/", "/", "--proc", "/proc", "true"]) { UseShellExecute = false, RedirectStandardError = true })!;
        trial.WaitForExit();
        Assert.SkipUnless(trial.ExitCode == 0, "bubblewrap cannot make a sandbox here");
    }

    private static GatewayOptions Options(string script, ProcessLimits? limits, SandboxOptions? sandbox) => new()
    {
        ServerId = "shell",
        PolicyFile = "",
        Command = ["/bin/sh", "-c", script],
        Environment = new Dictionary<string, string> { ["GIVEN"] = "given" },
        Limits = limits,
        Sandbox = sandbox,
    };

    private static async Task<string[]> SayAsync(string script, ProcessLimits? limits, SandboxOptions? sandbox)
    {
        var lines = new List<string>();
        await using var process = UpstreamProcess.Start(Options($"exec 2>/dev/null; {script}", limits, sandbox), new WithheldVariables(), TimeProvider.System);
        await process.ReadAsync(
            line =>
            {
                lines.Add(Encoding.UTF8.GetString(line.Span));
                return ValueTask.CompletedTask;
            },
            10_000,
            static (_, _) => ValueTask.CompletedTask,
            CancellationToken.None);
        return [.. lines];
    }
}
