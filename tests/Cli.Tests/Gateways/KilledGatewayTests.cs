using System.Diagnostics;

namespace Catalog.Cli.Tests.Gateways;

/// <summary>A gateway that is killed takes its servers and all that they started with it.</summary>
public sealed class KilledGatewayTests : IDisposable
{
    // It does not mind that its input ends, nor being asked to go; what it starts neither.
    private const string Server = """
        trap '' TERM
        sh -c 'while :; do sleep 1; done' "$1" &
        sh -c 'while :; do sleep 1; done' "$1" &
        while IFS= read -r line; do
          id=$(printf '%s' "$line" | sed -n 's/.*"id":\([0-9]*\).*/\1/p')
          [ -n "$id" ] && printf '{"jsonrpc":"2.0","id":%s,"result":{"content":[]}}\n' "$id"
        done
        while :; do sleep 1; done
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Kill_ServerWithProcessesOfItsOwn_LeavesNoneAndClosesItsOutputAtOnce()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test reads /proc");
        await File.WriteAllTextAsync(_folder.File("allow.json"), """{"version":"1","default":"allow"}""");
        await File.WriteAllTextAsync(_folder.File("server.sh"), Server);
        var mark = _folder.File("mark");
        var start = new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "catalog"),
            ["gateway", "--policy", _folder.File("allow.json"), "--store", _folder.File("gateway.db"), "--", "/bin/sh", _folder.File("server.sh"), mark])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var gateway = Process.Start(start)!;
        gateway.ErrorDataReceived += static (_, _) => { };
        gateway.BeginErrorReadLine();
        await gateway.StandardInput.WriteLineAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"send","arguments":{}}}""");
        await gateway.StandardInput.FlushAsync();
        Assert.Contains("\"result\"", await gateway.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1)), StringComparison.Ordinal);
        Assert.Equal(3, Marked(mark).Count(static line => !line.Contains("--policy", StringComparison.Ordinal)));

        gateway.Kill();
        var rest = await gateway.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal("", rest);
        for (var tries = 0; Marked(mark).Count > 0; tries++)
        {
            Assert.True(tries < 600, string.Join('\n', Marked(mark)));
            await Task.Delay(100);
        }
    }

    private static List<string> Marked(string mark)
    {
        var found = new List<string>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            try
            {
                if (File.ReadAllText(Path.Combine(folder, "cmdline")) is var line && line.Contains(mark, StringComparison.Ordinal))
                {
                    found.Add(line.Replace('\0', ' '));
                }
            }
            catch (IOException)
            {
                // Ended meanwhile, or no process.
            }
        }

        return found;
    }
}
