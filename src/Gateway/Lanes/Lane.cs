using Catalog.Gateway.Downstreams;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Catalog.Gateway.Lanes;

/// <summary>
/// All that belongs to one upstream: what is known of its tools, its links and sessions, its tasks and retries, its endpoint. Lanes share
/// the stores, the policies and the clock, and nothing else: what one upstream does harms no other.
/// </summary>
internal sealed class Lane : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly HttpDownstream _downstream;
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly List<Func<ValueTask>> _ends = [];
    private int _calls;
    private bool _isClosed;

    public Lane(GatewayOptions options, string fingerprint, ServiceProvider services)
    {
        (Options, Fingerprint, _services) = (options, fingerprint, services);
        _downstream = services.GetRequiredService<HttpDownstream>();
    }

    public GatewayOptions Options { get; }

    public string Name => Options.ServerId;

    /// <summary>Equal for equal options: a reload keeps the lane then.</summary>
    public string Fingerprint { get; }

    public IServiceProvider Services => _services;

    /// <summary>Cancelled when the lane takes no more requests.</summary>
    public CancellationToken Closing => _closing.Token;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var part in _services.GetServices<IHostedService>())
        {
            await part.StartAsync(cancellationToken);
        }
    }

    /// <summary>Serves a POST.</summary>
    /// <returns>False where the lane was closed meanwhile: nothing was read or answered.</returns>
    public Task<bool> TryPostAsync(HttpContext context) => TryServeAsync(context, _downstream.PostAsync);

    /// <summary>Serves the stream on which the server speaks unasked; it ends when the lane closes, for it answers no call.</summary>
    /// <returns>False where the lane was closed meanwhile.</returns>
    public async Task<bool> TryGetAsync(HttpContext context)
    {
        if (_closing.IsCancellationRequested)
        {
            return false;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _closing.Token);
        context.RequestAborted = either.Token;
        try
        {
            await _downstream.GetAsync(context);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // Nobody waits for the rest.
        }

        return true;
    }

    /// <summary>Ends a session.</summary>
    /// <returns>False where the lane was closed meanwhile.</returns>
    public Task<bool> TryDeleteAsync(HttpContext context) => TryServeAsync(context, _downstream.DeleteAsync);

    /// <summary>Takes no more requests, lets those under way finish, and ends what is left after the grace.</summary>
    public async Task CloseAsync(TimeSpan grace, TimeProvider clock)
    {
        lock (_gate)
        {
            _isClosed = true;
            if (_calls == 0)
            {
                _empty.TrySetResult();
            }
        }

        await _closing.CancelAsync();
        try
        {
            await _empty.Task.WaitAsync(grace, clock);
        }
        catch (TimeoutException)
        {
            // Their connections are cut by the end of the links below.
        }

        await DisposeAsync();
    }

    /// <summary>Notes what is to end after the calls under way and before the lane's own parts.</summary>
    public void OnDrained(Func<ValueTask> end)
    {
        lock (_gate)
        {
            _ends.Add(end);
        }
    }

    /// <summary>Takes back what was noted, for it has ended already.</summary>
    public void ForgetDrained(Func<ValueTask> end)
    {
        lock (_gate)
        {
            _ends.Remove(end);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Func<ValueTask>[] ends;
        lock (_gate)
        {
            ends = [.. _ends];
        }

        foreach (var end in ends)
        {
            await end();
        }

        foreach (var part in _services.GetServices<IHostedService>().Reverse())
        {
            await part.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
    }

    /// <summary>Begins a use of the lane, which its end waits for.</summary>
    /// <returns>False where the lane was closed meanwhile: there is nothing to leave then.</returns>
    public bool TryEnter()
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return false;
            }

            _calls++;
            return true;
        }
    }

    /// <summary>Ends a use that began.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            if (--_calls == 0 && _isClosed)
            {
                _empty.TrySetResult();
            }
        }
    }

    private async Task<bool> TryServeAsync(HttpContext context, Func<HttpContext, Task> serve)
    {
        if (!TryEnter())
        {
            return false;
        }

        try
        {
            await serve(context);
            return true;
        }
        finally
        {
            Leave();
        }
    }
}
