using System.Diagnostics;
using System.Text;

namespace Catalog.Cli.Tests.Gateways;

/// <summary><c>catalog gateway</c> as a process on standard input and output, in front of a server of three lines of shell.</summary>
internal sealed class LineGateway : IAsyncDisposable
{
    private const string Server = """
        while IFS= read -r line; do
          id=$(printf '%s' "$line" | sed -n 's/.*"id":\([0-9]*\).*/\1/p')
          case "$line" in
            *'"tools/list"'*) printf '{"jsonrpc":"2.0","id":%s,"result":{"tools":[{"name":"send","description":"Sends a note.","inputSchema":{"type":"object"}}]}}\n' "$id" ;;
            *) [ -n "$id" ] && printf '{"jsonrpc":"2.0","id":%s,"result":{"content":[]}}\n' "$id" ;;
          esac
        done
        """;

    private readonly Process _process;

    private LineGateway(Process process) => _process = process;

    /// <summary>Starts it in a folder, which is its home, with a policy that allows everything.</summary>
    public static Task<LineGateway> StartAsync(TemporaryFolder home, params string[] options) => StartWithAsync("""{"version":"1","default":"allow"}""", home, options);

    /// <summary>As above, with a policy of one's own.</summary>
    public static async Task<LineGateway> StartWithAsync(string policy, TemporaryFolder home, params string[] options)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the server of these tests is a shell script");
        await File.WriteAllTextAsync(home.File("allow.json"), policy);
        await File.WriteAllTextAsync(home.File("server.sh"), Server);
        var start = new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "catalog"),
            ["gateway", "--policy", home.File("allow.json"), "--name", "shell", "--store", home.File("gateway.db"), .. options, "--", "/bin/sh", home.File("server.sh")])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            WorkingDirectory = home.Path,
        };
        start.Environment["XDG_DATA_HOME"] = home.Path;
        var process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        return new LineGateway(process);
    }

    /// <summary>Calls a tool, and waits for its answer.</summary>
    public async Task CallAsync(int id, string arguments) => Assert.Contains(
        $"\"id\":{id},\"result\"", await AskAsync(id, "tools/call", $$"""{"name":"send","arguments":{{arguments}}}"""), StringComparison.Ordinal);

    /// <summary>Makes a request, and gives the line that answers it.</summary>
    public async Task<string> AskAsync(int id, string method, string parameters)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await _process.StandardInput.WriteLineAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{{parameters}}}""");
        await _process.StandardInput.FlushAsync(limit.Token);
        return await _process.StandardOutput.ReadLineAsync(limit.Token) ?? throw new InvalidOperationException("the gateway closed its output");
    }

    /// <summary>Closes its input, as a client does that ends, and gives its exit code.</summary>
    public async Task<int> EndAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
