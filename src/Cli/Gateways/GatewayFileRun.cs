using System.CommandLine;
using Catalog.Cli.Hosting;
using Catalog.Gateway;
using Catalog.Gateway.Configuration;
using Catalog.Gateway.Credentials;
using Catalog.Gateway.Loading;
using Catalog.Gateway.Pinning;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Gateways;

/// <summary>Runs a gateway as a <c>gateway.yaml</c> says.</summary>
internal static class GatewayFileRun
{
    /// <summary>The plan of a file, with the stored secrets that it names.</summary>
    /// <exception cref="CommandFailedException">The file cannot be read, or has errors.</exception>
    public static async Task<GatewayPlan> ReadAsync(string path, string? store, CancellationToken cancellationToken)
    {
        var read = await LookAsync(path, new StoreSecrets(store), cancellationToken);
        return read.Plan ?? throw new CommandFailedException(new BadConfigurationException(path, read.Problems).Message, ExitCodes.Failed);
    }

    /// <summary>What came of reading a file, errors too.</summary>
    /// <exception cref="CommandFailedException">The file cannot be read.</exception>
    public static async Task<GatewayFile> LookAsync(string path, ISecretSource secrets, CancellationToken cancellationToken)
    {
        try
        {
            return await GatewayFileReader.ReadAsync(path, secrets, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"the configuration `{path}` cannot be read: {failure.Message.TrimEnd('.')}", ExitCodes.Failed, failure);
        }
    }

    public static async Task<int> RunAsync(ParseResult parsed, string path, string? store, CancellationToken cancellationToken)
    {
        var plan = await ReadAsync(path, store, cancellationToken);
        var location = store ?? plan.Store ?? DataHome.GatewayDatabase;
        var error = parsed.InvocationConfiguration.Error;
        void Configure(IServiceCollection services)
        {
            GatewayLogging.Add(GatewayStoreOption.Add(services, location, plan.CounterStore, plan.Log));
            TelemetryExport.Add(services, plan.Telemetry);
            services.AddSingleton<IPinOrigin>(new CatalogPinOrigin(StoreOption.LocateDefault()));
        }

        try
        {
            if (plan.Log.FailOpen)
            {
                await error.WriteLineAsync("catalog: calls go on unrecorded while the decision log cannot be written (`log.fail` is open)");
            }

            if (plan.Upstreams.Any(static u => u.CountersFailOpen))
            {
                await error.WriteLineAsync("catalog: limits are not enforced while the counter store cannot be reached (`counters.fail` is open)");
            }

            foreach (var notice in plan.Listeners.Select(static l => ListenerNotice.OfOrNull(l.Url)).OfType<string>())
            {
                await error.WriteLineAsync(notice);
            }

            SocketThreads.RelayInPlace();
            await using var running = await GatewayHost.StartAsync(plan, Configure, cancellationToken);
            foreach (var upstream in plan.Upstreams.Where(static u => u.PolicyName is null))
            {
                await error.WriteLineAsync($"catalog: `{upstream.ServerId}` has no policy: without a grant that has one, every call is denied");
            }

            // Nothing behind an address: a terminal, and who copies it, takes it whole.
            foreach (var address in ClientAddresses.Of(plan, running))
            {
                foreach (var upstream in plan.Upstreams)
                {
                    await error.WriteLineAsync($"catalog: `{upstream.ServerId}` at {address}/{upstream.ServerId}");
                }

                if (plan.Aggregate.IsOn)
                {
                    await error.WriteLineAsync($"catalog: all of them together at {address}");
                }
            }

            await error.WriteLineAsync("catalog: the gateway listens (Ctrl-C ends it)");
            ServiceNotice.Ready(error);
            await running.WaitAsync(cancellationToken);
            ServiceNotice.Stopping(error);
            return ExitCodes.Done;
        }
        catch (BadPolicyException bad)
        {
            throw new CommandFailedException(bad.Message, ExitCodes.Failed, bad);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Done;
        }
    }
}
