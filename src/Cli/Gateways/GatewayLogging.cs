using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Catalog.Cli.Gateways;

/// <summary>How a gateway tells its operator what happens: lines on standard error, for standard output may be the protocol's.</summary>
internal static class GatewayLogging
{
    public static void Add(IServiceCollection services) => services.AddLogging(static logging => logging
        .SetMinimumLevel(LogLevel.Warning)
        .AddFilter("Catalog", LogLevel.Information)
        // What stops the start is told in one sentence by the command; the host would print its trace before that. A part that ends the host later is critical.
        .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical)
        // While it may say anything, the host begins a span and a scope of its own for each request; the gateway's spans are `LaneTracing`'s. What it says of a failed start is told by the command.
        .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)
        .AddVisibleConsole());

    /// <summary>Lines on standard error, in which strangers' text is shown and never obeyed.</summary>
    public static ILoggingBuilder AddVisibleConsole(this ILoggingBuilder logging)
    {
        logging.Services.AddSingleton<ConsoleFormatter>(new VisibleLineFormatter(isColored: !Console.IsErrorRedirected));
        return logging.AddConsole(static console =>
        {
            console.LogToStandardErrorThreshold = LogLevel.Trace;
            console.FormatterName = VisibleLineFormatter.FormatterName;
        });
    }
}
