using System.Globalization;
using System.Numerics;
using Catalog.Core.Counters;
using Microsoft.Extensions.Logging;

namespace Catalog.Storage.Redis;

/// <summary>
/// Totals of limits on a Redis server, for several gateways. Each call is one script: all or none, by the server's clock. Where the connection
/// breaks after a call was sent, it is not known whether it was drawn: it counts as drawn, and the call as not granted.
/// </summary>
internal sealed partial class RedisCounterStore(RedisAddress address, TimeProvider time, TimeProvider? windows, ILogger<RedisCounterStore> log) : ICounterStore, IAsyncDisposable, IDisposable
{
    private static readonly RedisScript Reserving = RedisScript.Read("counters-reserve.lua");
    private static readonly RedisScript Refunding = RedisScript.Read("counters-refund.lua");

    private readonly RedisClient _client = new(address, time);
    private long _toldAt = long.MinValue;

    /// <inheritdoc/>
    public async Task<bool> IsReachableAsync(CancellationToken cancellationToken)
    {
        try
        {
            return !(await _client.CallAsync(RedisCommand.Of(["PING"]), cancellationToken)).IsError;
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
    public async Task RefundAsync(CounterLease lease, IReadOnlyList<CounterKey>? keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        var parts = lease.Take(keys);
        if (parts.Count == 0)
        {
            return;
        }

        var values = Moment();
        foreach (var part in parts)
        {
            values.Add(Seconds(part.WindowStart));
            values.Add(Seconds(CounterWindows.EndOf(part.Key.Window, part.WindowStart)));
            values.Add(Digits(part.Nanos));
        }

        try
        {
            await Refunding.RunAsync(_client, [.. parts.Select(static part => RedisKeys.Of(part.Key))], values, CancellationToken.None).WaitAsync(cancellationToken);
        }
        catch (RedisException failure)
        {
            // What is not given back refuses a call too many, never one too few.
            LogNotGivenBack(failure.Message);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _client.DisposeAsync();

    /// <inheritdoc/>
    public void Dispose()
    {
#pragma warning disable VSTHRD002 // A container that is disposed without await has to wait here until the connection is closed; nothing of it needs the caller's thread.
        Task.Run(async () => await DisposeAsync()).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
    }

    private async Task<Reservation> ReserveAsync(IReadOnlyList<CounterDraw> draws)
    {
        var keys = new string[draws.Count];
        var values = Moment();
        for (var i = 0; i < keys.Length; i++)
        {
            var draw = draws[i];
            keys[i] = RedisKeys.Of(draw.Key);
            values.Add(RedisKeys.Of(draw.Key.Window));
            values.Add(Digits(draw.Nanos));
            values.Add(draw.Caps.Count.ToString(CultureInfo.InvariantCulture));
            foreach (var cap in draw.Caps)
            {
                values.Add(Digits(BigInteger.Max(cap.MaxNanos, BigInteger.Zero)));
                values.Add(cap.Observed ? "1" : "0");
            }
        }

        try
        {
            var reply = await Reserving.RunAsync(_client, keys, values, CancellationToken.None);
            return RedisReservation.Read(draws, reply);
        }
        catch (RedisException failure)
        {
            // Told once a second: with the server away every call would say the same.
            if (_toldAt == long.MinValue || time.GetElapsedTime(_toldAt) >= TimeSpan.FromSeconds(1))
            {
                _toldAt = time.GetTimestamp();
                LogUnavailable(failure.Message);
            }

            return new Reservation { Status = ReservationStatus.Unavailable };
        }
    }

    private async Task GiveBackAsync(Task<Reservation> left)
    {
        if ((await left).Lease is { } lease)
        {
            await RefundAsync(lease, null, CancellationToken.None);
        }
    }

    private List<string> Moment()
    {
        if (windows?.GetUtcNow() is not { } now)
        {
            return ["", ""];
        }

        return [Seconds(now), (now.UtcTicks % TimeSpan.TicksPerSecond).ToString(CultureInfo.InvariantCulture)];
    }

    private static string Seconds(DateTimeOffset moment) => moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static string Digits(BigInteger amount) => amount.ToString(CultureInfo.InvariantCulture);

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "The counter store cannot be used: {Reason}")]
    private partial void LogUnavailable(string reason);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "A draw could not be given back and stays drawn: {Reason}")]
    private partial void LogNotGivenBack(string reason);
}
