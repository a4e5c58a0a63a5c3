using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using Catalog.Core.Counters;
using Catalog.Storage.Redis.Blocks;

namespace Catalog.Storage.Redis;

/// <content>A draw as the script is told of it.</content>
internal sealed partial class RedisCounterStore
{
    // Names of totals that begin: unlike each other, and unlike those of other gateways and earlier runs.
    private long _lastName = BinaryPrimitives.ReadInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(long)));

    /// <summary>Runs the script; what a block of another connection left is not given back.</summary>
    private async Task<(RedisReply Reply, long Connection)> RunAsync(IReadOnlyList<CounterDraw> draws, BlockAsk[] asks)
    {
        var keys = new string[draws.Count];
        var ranOn = 0L;
        var reply = await Reserving.RunAsync(
            _client,
            connection =>
            {
                ranOn = connection;
                return (keys, Values(draws, asks, keys, connection));
            },
            CancellationToken.None);
        return (reply, ranOn);
    }

    private List<string> Values(IReadOnlyList<CounterDraw> draws, BlockAsk[] asks, string[] keys, long connection)
    {
        var values = Moment();
        values.Add(Interlocked.Increment(ref _lastName).ToString("x16", CultureInfo.InvariantCulture));
        for (var i = 0; i < keys.Length; i++)
        {
            var (draw, ask) = (draws[i], asks[i]);
            var name = RedisGeneration.NameOrNull(ask.ReturnedTo, connection);
            keys[i] = RedisKeys.Of(draw.Key);
            values.Add(RedisKeys.Of(draw.Key.Window));
            values.Add(Digits(draw.Nanos));
            values.Add(Digits(name is null ? 0 : ask.Returned));
            values.Add(Seconds(ask.ReturnedFrom));
            values.Add(name ?? "");
            values.Add(Digits(ask.Ahead));
            values.Add(Digits(BigInteger.Max(ask.Ceiling, BigInteger.Zero)));
            values.Add(draw.Caps.Count.ToString(CultureInfo.InvariantCulture));
            foreach (var cap in draw.Caps)
            {
                values.Add(Digits(BigInteger.Max(cap.MaxNanos, BigInteger.Zero)));
                values.Add(cap.Observed ? "1" : "0");
            }
        }

        return values;
    }

    private List<string> Moment()
    {
        if (_windows?.GetUtcNow() is not { } now)
        {
            return ["", ""];
        }

        return [Seconds(now), (now.UtcTicks % TimeSpan.TicksPerSecond).ToString(CultureInfo.InvariantCulture)];
    }

    private static string Seconds(DateTimeOffset moment) => moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static string Digits(BigInteger amount) => amount.ToString(CultureInfo.InvariantCulture);
}
