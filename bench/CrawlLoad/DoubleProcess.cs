using System.Diagnostics;
using System.Globalization;

namespace Catalog.Bench.CrawlLoad;

/// <summary>The double in a process of its own, so that its memory and its processor time are not the crawler's.</summary>
internal sealed class DoubleProcess : IAsyncDisposable
{
    private readonly Process _process;

    private DoubleProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public Uri Address { get; private set; } = null!;

    public int Tools { get; private set; }

    public static async Task<DoubleProcess> StartAsync(int servers, int others, int delay)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Catalog.ServiceDoubles.dll"), Text(servers), Text(others), Text(delay)])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var self = new DoubleProcess(Process.Start(start)!);
        var words = (await self._process.StandardOutput.ReadLineAsync())!.Split(' ');
        self.Address = new Uri(words[0]);
        self.Tools = int.Parse(words[1], CultureInfo.InvariantCulture);
        return self;
    }

    /// <summary>Sends a command and returns its answer.</summary>
    public async Task<string> AskAsync(string command)
    {
        await _process.StandardInput.WriteLineAsync(command);
        return (await _process.StandardOutput.ReadLineAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
