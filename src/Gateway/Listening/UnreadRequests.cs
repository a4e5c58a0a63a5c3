using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Catalog.Gateway.Listening;

/// <summary>Hears of requests that the server itself refuses, which no code of the gateway sees, by the one way in which it tells of them at no cost for all others: its log.</summary>
/// <param name="services">Asked when there is something to note: the log of decisions has a log of its own.</param>
internal sealed class UnreadRequests(IServiceProvider services) : ILoggerProvider, ILogger
{
    /// <summary>Under which name the server tells of them.</summary>
    private const string Category = "Microsoft.AspNetCore.Server.Kestrel.BadRequests";

    /// <summary>Registers it.</summary>
    public static IServiceCollection AddTo(IServiceCollection services) => services
        .AddSingleton<UnservedRequests>()
        .AddSingleton<ILoggerProvider, UnreadRequests>()
        .Configure<LoggerFilterOptions>(static filter => filter.Rules.Add(new LoggerFilterRule(typeof(UnreadRequests).FullName, Category, LogLevel.Debug, null)));

    public ILogger CreateLogger(string categoryName) => categoryName == Category ? this : NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Debug;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (exception is not BadHttpRequestException refused)
        {
            return;
        }

        try
        {
            var unserved = services.GetRequiredService<UnservedRequests>();
            if (ConnectionOf(state) is { } connection && unserved.IsNoted(connection))
            {
                return;
            }

            // Its words may repeat a header.
            _ = unserved.NoteAsync("(unreadable request)", string.Create(CultureInfo.InvariantCulture, $"The request does not keep to HTTP, is too long or too slow, and was answered with status {refused.StatusCode}"));
        }
        catch (ObjectDisposedException)
        {
            // The gateway has ended, and its log with it.
        }
    }

    private static string? ConnectionOf<TState>(TState state) =>
        state is IReadOnlyList<KeyValuePair<string, object?>> members ? members.FirstOrDefault(static m => m.Key == "ConnectionId").Value as string : null;

    public void Dispose()
    {
        // Holds nothing.
    }
}
