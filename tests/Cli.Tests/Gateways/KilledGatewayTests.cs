using System.Diagnostics;

namespace Catalog.Cli.Tests.Gateways;

/// <summary>A gateway that is killed, or ends, takes its servers and all that they started with it.</summary>
public sealed class KilledGatewayTests : IDisposable
{
    // It does not mind that its input ends, nor being asked to go; what it starts neither.
    private const string Server = """
        trap '' TERM
        loop='while :; do sleep 1; done'
        sh -c "$loop" "$1" &
        while IFS= read -r line; do
          id=$(printf '%s' "$line" | sed -n 's/.*"id":\([0-9]*\).*/\1/p')
          [ "$id" = 2 ] && { START }
          [ -n "$id" ] && printf '{"jsonrpc":"2.0","id":%s,"result":{"content":[]}}\n' "$id"
        done
        while :; do sleep 1; done
        """;

    private const string Child = """sh -c "$loop" "$1" &""";
    private const string OrphanInASession = """(setsid sh -c "$loop" "$1" &);""";
    private const string OrphanWithoutEnvironment = """(setsid env -i /bin/sh -c "$loop" "$1" &);""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Child)]
    [InlineData(OrphanInASession)]
    [InlineData(OrphanWithoutEnvironment)]
    public async Task Kill_ServerWithProcessesOfItsOwn_LeavesNoneAndClosesItsOutputAtOnce(string start)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test reads /proc");
        var mark = _folder.File("mark");
        using var gateway = await StartAsync(start, mark);
        gateway.Kill();
        var rest = await gateway.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal("", rest);
        await GoneAsync(mark);
    }

    [Theory]
    [InlineData(OrphanInASession)]
    [InlineData(OrphanWithoutEnvironment)]
    public async Task End_ServerWithOrphans_LeavesNone(string start)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test reads /proc");
        var mark = _folder.File("mark");
        using var gateway = await StartAsync(start, mark);

        gateway.StandardInput.Close();
        await gateway.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(0, gateway.ExitCode);
        await GoneAsync(mark);
    }

    private async Task<Process> StartAsync(string start, string mark)
    {
        await File.WriteAllTextAsync(_folder.File("allow.json"), """{"version":"1","default":"allow"}""");
        await File.WriteAllTextAsync(_folder.File("server.sh"), Server.Replace("START", start, StringComparison.Ordinal));
        var command = new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "catalog"),
            ["gateway", "--policy", _folder.File("allow.json"), "--store", _folder.File("gateway.db"), "--", "/bin/sh", _folder.File("server.sh"), mark])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var gateway = Process.Start(command)!;
        gateway.ErrorDataReceived += static (_, _) => { };
        gateway.BeginErrorReadLine();
        await CallAsync(gateway, 1);
        var told = BytesThatTheGuardRead(gateway.Id);
        await CallAsync(gateway, 2);
        await UntilAsync(() => Marked(mark).Count(static line => line.Contains("while :", StringComparison.Ordinal)) == 2, () => string.Join('\n', Marked(mark)));
        if (start == OrphanWithoutEnvironment)
        {
            // Of what nothing shows whose it is, the guard hears by name.
            await UntilAsync(() => BytesThatTheGuardRead(gateway.Id) > told, () => $"the guard read {told} bytes and no more");
        }

        return gateway;
    }

    private static async Task CallAsync(Process gateway, int id)
    {
        await gateway.StandardInput.WriteLineAsync($$"""{"jsonrpc":"2.0","method":"tools/call","params":{"name":"send","arguments":{} },"id":{{id}} }""");
        await gateway.StandardInput.FlushAsync();
        Assert.Contains("\"result\"", await gateway.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1)), StringComparison.Ordinal);
    }

    /// <summary>What the shell has read that guards a gateway's servers.</summary>
    private static long BytesThatTheGuardRead(int gateway) =>
        Read(static (folder, line) => line.Contains("IFS= read -r line", StringComparison.Ordinal) && line.Contains("TOOLRISK_GATEWAY_SERVER=", StringComparison.Ordinal) ? folder : null)
            .Where(folder => File.ReadAllText(Path.Combine(folder, "status")).Contains($"PPid:\t{gateway}\n", StringComparison.Ordinal))
            .Select(static folder => long.Parse(File.ReadLines(Path.Combine(folder, "io")).First()["rchar: ".Length..], System.Globalization.CultureInfo.InvariantCulture))
            .Single();

    private static Task GoneAsync(string mark) => UntilAsync(() => Marked(mark).Count == 0, () => string.Join('\n', Marked(mark)));

    private static async Task UntilAsync(Func<bool> condition, Func<string> otherwise)
    {
        for (var tries = 0; !condition(); tries++)
        {
            Assert.True(tries < 600, otherwise());
            await Task.Delay(100);
        }
    }

    private static List<string> Marked(string mark) => Read((_, line) => line.Contains(mark, StringComparison.Ordinal) ? line : null);

    private static List<string> Read(Func<string, string, string?> choose)
    {
        var found = new List<string>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            try
            {
                if (choose(folder, File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ')) is { } chosen)
                {
                    found.Add(chosen);
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
