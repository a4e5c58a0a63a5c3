using System.ComponentModel.DataAnnotations;
using Catalog.Core.Approvals;
using Catalog.Core.Counters;
using Catalog.Core.Decisions;
using Catalog.Core.Grants;
using Catalog.Core.Pins;
using Catalog.Gateway.Credentials;
using Catalog.Gateway.Loading;
using Catalog.Gateway.Pinning;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Bridging;

/// <summary>Lets a client that knows no HTTP speak to a gateway: lines on one side, Streamable HTTP on the other. It decides nothing, keeps nothing and writes no log.</summary>
public static class StdioBridge
{
    /// <summary>Relays until the client closes its end.</summary>
    /// <param name="url">The gateway's endpoint.</param>
    /// <param name="token">The grant's token; null for none.</param>
    /// <param name="logging">Registers logging.</param>
    /// <param name="input">Lines of the client.</param>
    /// <param name="output">Lines to the client; nothing else is written there.</param>
    /// <param name="cancellationToken">Ends the relay.</param>
    /// <exception cref="ValidationException">The address cannot be used.</exception>
    public static Task RunAsync(Uri url, string? token, Action<IServiceCollection> logging, Stream input, Stream output, CancellationToken cancellationToken)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (token is not null)
        {
            headers["Authorization"] = $"Bearer {token}";
        }

        return RunAsync(url, headers, null, logging, input, output, cancellationToken);
    }

    /// <summary>As above, with the grant's token in a file, which is read again whenever the gateway answers 401: where it holds another token by then, the message is sent once more with that.</summary>
    /// <param name="url">The gateway's endpoint.</param>
    /// <param name="tokenFile">The file; what stands around the token is white space. A pipe is read once.</param>
    /// <param name="logging">Registers logging.</param>
    /// <param name="input">Lines of the client.</param>
    /// <param name="output">Lines to the client; nothing else is written there.</param>
    /// <param name="cancellationToken">Ends the relay.</param>
    /// <exception cref="ValidationException">The address cannot be used, or the file holds no token.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static async Task RunAsync(Uri url, FileInfo tokenFile, Action<IServiceCollection> logging, Stream input, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tokenFile);
        ArgumentNullException.ThrowIfNull(logging);
        var services = new ServiceCollection();
        logging(services);
        await using var loggers = services.BuildServiceProvider();
        var token = await TokenFile.OpenAsync(tokenFile.FullName, loggers.GetRequiredService<ILogger<TokenFile>>(), cancellationToken);
        await RunAsync(url, new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase), token, logging, input, output, cancellationToken);
    }

    private static Task RunAsync(Uri url, Dictionary<string, string> headers, IBearerTokens? tokens, Action<IServiceCollection> logging, Stream input, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(url);
        ArgumentNullException.ThrowIfNull(logging);
        var options = new GatewayOptions
        {
            ServerId = url.Host,
            PolicyFile = OpenPolicy.Name,
            Upstream = url,
            IsBridge = true,
            Headers = headers,
            ToolChanges = ToolChanges.Allow,
            // The gateway behind holds calls for approval by its own clock, and knows its own methods.
            UpstreamTimeout = TimeSpan.FromHours(1),
        };
        return GatewayHost.RunAsync(
            options,
            services =>
            {
                var absent = new AbsentStores();
                services.AddSingleton<ICounterStore>(absent).AddSingleton<IApprovalStore>(absent).AddSingleton<IApproverStore>(absent).AddSingleton<IGrantStore>(absent);
                services.AddSingleton<IDecisionLog, UnkeptLog>();
                services.AddSingleton<IToolPinStore, NoPins>();
                services.AddSingleton<IPolicySource, OpenPolicy>();
                if (tokens is not null)
                {
                    services.AddSingleton(tokens);
                }

                logging(services);
            },
            static _ => { },
            input,
            output,
            cancellationToken);
    }
}
