using Catalog.Core.Counters;
using Catalog.Storage.Redis.Blocks;
using Microsoft.Extensions.Logging;

namespace Catalog.Storage.Redis;

/// <summary>
/// Totals of limits on a Redis server, for several gateways. A call is one script, all or none, by the server's clock; of totals that are drawn
/// on often a block is taken along, on which the next calls draw here. Where the connection breaks after a call was sent, it is not known
/// whether it was drawn: it counts as drawn, and the call as not granted.
/// </summary>
internal sealed partial class RedisCounterStore : ICounterStore, IAsyncDisposable, IDisposable
{
    // The second time is exact: the first one made this process hold no more of what is full.
    private const int Tries = 3;

    private static readonly RedisScript Reserving = RedisScript.Read("counters-reserve.lua");
    private static readonly RedisScript Refunding = RedisScript.Read("counters-refund.lua");

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly RedisClient _client;
    private readonly TimeProvider _time;
    private readonly TimeProvider? _windows;
    private readonly ILogger<RedisCounterStore> _log;
    private readonly BlockLedger _blocks;
    private readonly ITimer _sweep;
    private long _toldAt = long.MinValue;
    private int _closed;

    /// <param name="address">The server.</param>
    /// <param name="time">The clock of this process.</param>
    /// <param name="windows">Stands in for the server's clock in tests; null for that clock.</param>
    /// <param name="sizing">How much is taken ahead.</param>
    /// <param name="log">Where failures are told.</param>
    public RedisCounterStore(RedisAddress address, TimeProvider time, TimeProvider? windows, BlockSizing sizing, ILogger<RedisCounterStore> log)
    {
        (_time, _windows, _log) = (time, windows, log);
        _client = new RedisClient(address, time);
        _blocks = new BlockLedger(sizing, time, windows);
        var period = sizing.Idle / 2;
        _sweep = time.CreateTimer(static state => _ = ((RedisCounterStore)state!).SweepAsync(all: false), this, period, period);
    }

    /// <inheritdoc/>
    public async Task<bool> IsReachableAsync(CancellationToken cancellationToken)
    {
        try
        {
            return !(await _client.CallAsync(static _ => RedisCommand.Of(["PING"]), cancellationToken)).IsError;
        }
        catch (RedisException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public async Task<Reservation> TryReserveAsync(IReadOnlyList<CounterDraw> draws, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draws);
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var draw in draws)
        {
            if (draw.Nanos.Sign < 0)
            {
                throw new ArgumentException($"the draw on `{draw.Key.Counter}` is negative: a limit is never drawn on to raise it", nameof(draws));
            }
        }

        if (draws.Count == 0)
        {
            return new Reservation { Status = ReservationStatus.Granted, Lease = new CounterLease([]) };
        }

        lock (_blocks.Gate)
        {
            if (_blocks.TryDraw(draws) is { } drawn)
            {
                return new Reservation { Status = ReservationStatus.Granted, Lease = drawn };
            }
        }

        var reserving = ReserveAsync(draws);
        if (!cancellationToken.CanBeCanceled || reserving.IsCompleted)
        {
            return await reserving;
        }

        try
        {
            return await reserving.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            _ = GiveBackAsync(reserving);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
        {
            return;
        }

        await _sweep.DisposeAsync();
        try
        {
            await SweepAsync(all: true).WaitAsync(Patience, _time);
        }
        catch (TimeoutException)
        {
            // What is not given back stays drawn.
        }

        await _client.DisposeAsync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
#pragma warning disable VSTHRD002 // A container that is disposed without await has to wait here until the connection is closed; nothing of it needs the caller's thread.
        Task.Run(async () => await DisposeAsync()).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
    }

    private async Task<Reservation> ReserveAsync(IReadOnlyList<CounterDraw> draws)
    {
        for (var attempt = 1; ; attempt++)
        {
            BlockAsk[] asks;
            Task<(RedisReply Reply, long Connection)> running;
            long sentAt;
            lock (_blocks.Gate)
            {
                // Another call may have brought a block meanwhile.
                if (_blocks.TryDraw(draws) is { } drawn)
                {
                    return new Reservation { Status = ReservationStatus.Granted, Lease = drawn };
                }

                asks = _blocks.Ask(draws);
                sentAt = _time.GetTimestamp();
                running = RunAsync(draws, asks);
            }

            try
            {
                var (reply, connection) = await running;
                var (reservation, blocks) = RedisReservation.Read(draws, reply, connection);
                _blocks.Learn(asks, sentAt, blocks, reservation.Status == ReservationStatus.Full);
                if (reservation.Status != ReservationStatus.Full || attempt == Tries || !_blocks.IsHeld(draws, out var settled))
                {
                    return reservation;
                }

                await settled;
            }
            catch (RedisException failure)
            {
                _blocks.Learn(asks, sentAt, null, isFull: false);
                // Told once a second: with the server away every call would say the same.
                if (_toldAt == long.MinValue || _time.GetElapsedTime(_toldAt) >= TimeSpan.FromSeconds(1))
                {
                    _toldAt = _time.GetTimestamp();
                    LogUnavailable(failure.Message);
                }

                return new Reservation { Status = ReservationStatus.Unavailable };
            }
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "The counter store cannot be used: {Reason}")]
    private partial void LogUnavailable(string reason);
}
