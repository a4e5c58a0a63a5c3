using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace Catalog.GatewayLoad;

/// <summary>Reads the decision log from outside while it is written, and counts what stands in it.</summary>
internal sealed class LogFollower : IDisposable
{
    private readonly ConcurrentDictionary<(string Tool, string Decision), long> _rows = new();
    private readonly Process _process;

    public LogFollower(string gatewayFile, string store)
    {
        _process = Process.Start(new ProcessStartInfo(gatewayFile, ["log", "--follow", "--json", "--limit", "100000", "--store", store]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        _process.OutputDataReceived += (_, line) => Count(line.Data);
        _process.BeginOutputReadLine();
    }

    /// <summary>Rows by tool and decision.</summary>
    public IReadOnlyDictionary<(string Tool, string Decision), long> Rows => _rows;

    /// <summary>Waits until no row was added for some seconds.</summary>
    public async Task CatchUpAsync()
    {
        for (var (before, quiet) = (-1L, 0); quiet < 4;)
        {
            var now = _rows.Values.Sum();
            (before, quiet) = (now, now == before ? quiet + 1 : 0);
            await Task.Delay(TimeSpan.FromSeconds(2));
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Count(string? line)
    {
        if (line is null)
        {
            return;
        }

        using var row = JsonDocument.Parse(line);
        if (row.RootElement.TryGetProperty("tool", out var tool) && tool.ValueKind == JsonValueKind.String)
        {
            _rows.AddOrUpdate((tool.GetString()!, row.RootElement.GetProperty("decision").GetString()!), 1, static (_, count) => count + 1);
        }
    }
}
