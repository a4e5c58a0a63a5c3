using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Tests.Running;

/// <summary>Keeps what was logged, and lets a test wait for a line of it.</summary>
internal sealed class KeptLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly SemaphoreSlim _news = new(0);

    /// <summary>What was logged so far.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>Waits until so many lines have a part, for a minute at most.</summary>
    public async Task WaitForAsync(string part, int times = 1)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (_lines.Count(line => line.Contains(part, StringComparison.Ordinal)) < times)
        {
            await _news.WaitAsync(limit.Token);
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        _lines.Enqueue($"{formatter(state, exception)} {exception}");
        _news.Release();
    }

    public void Dispose()
    {
        // Read after the gateway has ended.
    }
}
