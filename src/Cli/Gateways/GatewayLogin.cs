using System.CommandLine;
using Catalog.Cli.Hosting;
using Catalog.Core.Credentials;
using Catalog.Gateway.Credentials;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Gateways;

/// <summary><c>catalog gateway login</c>: signs a person in at a server's authorization server.</summary>
internal sealed class GatewayLogin
{
    private readonly Argument<string> _server = new("SERVER") { Description = "The server's name in the configuration" };
    private readonly Option<FileInfo> _config = new("--config") { Description = "The gateway's configuration", Required = true, HelpName = "FILE" };
    private readonly Option<TimeSpan> _patience = Durations.Option("--wait", "How long to wait for the sign-in (default: 5m)");
    private readonly Option<string?> _store = GatewayStoreOption.Create();

    public Command Build()
    {
        var command = new Command("login", "Sign in at a server's authorization server; what the gateway needs to act for you is stored encrypted") { _server, _config, _patience, _store };
        command.SetAction(RunAsync);
        return command.WithExamples("catalog gateway login search --config gateway.yaml");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var name = parsed.GetRequiredValue(_server);
        var plan = await GatewayFileRun.ReadAsync(parsed.GetRequiredValue(_config).ToString(), parsed.GetValue(_store), cancellationToken);
        var server = plan.Upstreams.FirstOrDefault(u => u.ServerId == name)
            ?? throw new CommandFailedException($"the configuration has no server `{name}`: it has {string.Join(", ", plan.Upstreams.Select(static u => $"`{u.ServerId}`"))}", ExitCodes.No);
        await using var services = await GatewayStoreOption.OpenAsync(parsed.GetValue(_store) ?? plan.Store ?? DataHome.GatewayDatabase, cancellationToken);
        var error = parsed.InvocationConfiguration.Error;
        var failure = await UpstreamLogin.RunAsync(
            server,
            services.GetRequiredService<ICredentialVault>(),
            address => error.WriteLineAsync($"Open this address in your browser, and sign in:\n{address.AbsoluteUri}"),
            Durations.Of(parsed, _patience, TimeSpan.FromMinutes(5)),
            TimeProvider.System,
            cancellationToken);
        if (failure is not null)
        {
            throw new CommandFailedException(failure, ExitCodes.Failed);
        }

        await parsed.InvocationConfiguration.Output.WriteLineAsync($"Signed in for `{name}`.");
        return ExitCodes.Done;
    }
}
