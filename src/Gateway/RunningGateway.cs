using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace Catalog.Gateway;

/// <summary>A gateway that listens.</summary>
public sealed class RunningGateway : IAsyncDisposable
{
    private readonly WebApplication _app;

    internal RunningGateway(WebApplication app, Uri endpoint)
    {
        _app = app;
        Endpoint = endpoint;
    }

    /// <summary>The address that MCP clients are given.</summary>
    public Uri Endpoint { get; }

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
