using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Gateway.Downstreams;

/// <content>What a stream of the gateway's own says where there is nothing to say.</content>
internal sealed partial class HttpAnswer
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan LeastWait = TimeSpan.FromSeconds(1);
    private static readonly ReadOnlyMemory<byte> Comment = ": keep-alive\n\n"u8.ToArray();

    private TimeProvider? _clock;
    private long _spokenAt;

    // INVARIANT: whoever holds _writing may use the timer while it is there; it is disposed and taken away under it.
    private PeriodicTimer? _timer;
    private Task? _pulse;

    /// <summary>The time, for what has no clock of its own.</summary>
    public TimeProvider Clock => Context.RequestServices.GetService<TimeProvider>() ?? TimeProvider.System;

    private void StartPulse()
    {
        _clock = Clock;
        _spokenAt = _clock.GetTimestamp();
        _timer = new PeriodicTimer(Silence, _clock);
        _pulse = PulseAsync(_timer, _clock);
    }

    private async Task PulseAsync(PeriodicTimer timer, TimeProvider clock)
    {
        try
        {
            while (await timer.WaitForNextTickAsync(CancellationToken.None))
            {
                await _writing.WaitAsync(CancellationToken.None);
                try
                {
                    if (_timer is null)
                    {
                        return;
                    }

                    if (clock.GetElapsedTime(_spokenAt) >= Silence)
                    {
                        await SendAsync(Comment, Aborted);
                    }

                    var left = Silence - clock.GetElapsedTime(_spokenAt);
                    timer.Period = left > LeastWait ? left : LeastWait;
                }
                finally
                {
                    _writing.Release();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The caller left: whoever writes or waits for it hears of that too.
        }
    }

    /// <summary>From its end on no comment is sent.</summary>
    private async ValueTask StopPulseAsync()
    {
        if (_pulse is not { } pulse)
        {
            return;
        }

        await _writing.WaitAsync(CancellationToken.None);
        _timer?.Dispose();
        _timer = null;
        _writing.Release();
        await pulse;
        _pulse = null;
    }
}
