using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Catalog.Support;

/// <summary>A Redis server of one test: on a port and in a folder of its own, gone when the test ends, also with the whole run.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string[] _options;
    private Process? _shell;

    private RedisServer(string[] options) => _options = options;

    /// <summary>Where it listens, on 127.0.0.1.</summary>
    public int Port { get; } = FreePorts.Next();

    /// <summary>Its address with its first database.</summary>
    public string Address => $"redis://127.0.0.1:{Port}/0";

    /// <summary>A running server; skips the test, saying so, where none is installed.</summary>
    /// <param name="options">More of the server's options, such as <c>--requirepass</c>.</param>
    public static async Task<RedisServer> StartAsync(params string[] options)
    {
        var paths = Environment.GetEnvironmentVariable("PATH")?.Split(':') ?? [];
        Assert.SkipUnless(!OperatingSystem.IsWindows() && paths.Any(static path => File.Exists(Path.Combine(path, "redis-server"))), "needs a Redis server (6 or later): apt-get install redis-server");
        var server = new RedisServer(options);
        await server.RunAsync();
        return server;
    }

    /// <summary>Starts it, empty, after <see cref="KillAsync"/>.</summary>
    public async Task RunAsync()
    {
        // The shell waits for its input to end, which it does when this process does, and then ends the server at once.
        var command = string.Join(' ', new[] { "redis-server", "--port", $"{Port}", "--bind", "127.0.0.1", "--dir", _folder.Path, "--save", "''", "--appendonly", "no" }.Concat(_options));
        _shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"exec 2>/dev/null; {command} >{_folder.Path}/log 2>&1 & server=$!; cat >/dev/null; kill -KILL $server; wait $server"])
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
        })!;
        using var giveUp = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await pace.WaitForNextTickAsync(giveUp.Token))
        {
            using var probe = new TcpClient();
            try
            {
                await probe.ConnectAsync(IPAddress.Loopback, Port, giveUp.Token);
                return;
            }
            catch (SocketException)
            {
                // Not yet.
            }
        }
    }

    /// <summary>Ends it at once, as a crash does.</summary>
    public async Task KillAsync()
    {
        if (_shell is { } shell)
        {
            _shell = null;
            shell.StandardInput.Close();
            await shell.WaitForExitAsync();
            shell.Dispose();
        }
    }

    /// <summary>Runs a command with the server's own client; gives what it prints.</summary>
    public async Task<string> CommandAsync(params string[] words)
    {
        var start = new ProcessStartInfo("redis-cli", ["-p", Port.ToString(CultureInfo.InvariantCulture), .. words]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output.Trim();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Dispose();
    }
}
