using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Catalog.Gateway;

/// <summary>A gateway that listens.</summary>
public sealed class RunningGateway : IAsyncDisposable
{
    private readonly WebApplication _app;

    /// <param name="app">What listens.</param>
    /// <param name="path">Where MCP clients are answered, such as <c>/mcp</c>.</param>
    internal RunningGateway(WebApplication app, string path)
    {
        _app = app;
        Endpoints = [.. app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address + path))];
    }

    /// <summary>The address that MCP clients are given: the first listener's.</summary>
    public Uri Endpoint => Endpoints[0];

    /// <summary>The address of every listener, in their order: as it is bound, so the host may be <c>0.0.0.0</c>. At least one.</summary>
    public IReadOnlyList<Uri> Endpoints { get; }

    internal IServiceProvider Services => _app.Services;

    /// <summary>Waits until the gateway ends.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // Streams that clients hold open would keep a patient shutdown waiting.
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        try
        {
            await _app.StopAsync(now.Token);
        }
        catch (OperationCanceledException)
        {
            // Connections were cut off.
        }

        await _app.DisposeAsync();
    }
}
