using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Catalog.EndToEnd.Tests.Running;

/// <summary>A <c>catalog</c> that goes on running (<c>serve</c>, <c>up</c>, <c>gateway --listen</c>) until it is disposed.</summary>
internal sealed class RunningCatalog : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly SemaphoreSlim _news = new(0);

    private RunningCatalog(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Exited += (_, _) => _news.Release();
        process.EnableRaisingEvents = true;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Printed => string.Join('\n', _lines);

    public int ProcessId => _process.Id;

    public static RunningCatalog Start(string home, string[] arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        new(Process.Start(CatalogCommand.Describe(home, arguments, environment))!);

    /// <summary>The first match of a pattern in what was printed, waiting for it; fails when the process ends or a time is over.</summary>
    public async Task<Match> WaitForAsync(string pattern, TimeSpan limit)
    {
        using var over = new CancellationTokenSource(limit);
        while (true)
        {
            var match = Regex.Match(Printed, pattern, RegexOptions.Multiline, TimeSpan.FromSeconds(5));
            if (match.Success)
            {
                return match;
            }

            Assert.False(_process.HasExited, $"ended with {(_process.HasExited ? _process.ExitCode : 0)} before it printed `{pattern}`:\n{Printed}");
            try
            {
                await _news.WaitAsync(over.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"did not print `{pattern}` in {limit}:\n{Printed}");
            }
        }
    }

    /// <summary>Asks it to stop as Ctrl-C does, and gives the exit code.</summary>
    public async Task<int> InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])!;
        await kill.WaitForExitAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
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
        _news.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _lines.Enqueue(line);
            _news.Release();
        }
    }
}
