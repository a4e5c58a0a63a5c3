using Microsoft.Extensions.Logging;

namespace Catalog.Cli.Hosting;

/// <summary>Writes warnings to where a command writes its errors, a line each, so that they look like its own.</summary>
internal sealed class LineLogging(TextWriter error) : ILoggerProvider, ILogger
{
    private readonly Lock _gate = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            lock (_gate)
            {
                error.WriteLine($"catalog: {formatter(state, exception).ReplaceLineEndings(" ")}");
            }
        }
    }

    public void Dispose()
    {
    }
}
