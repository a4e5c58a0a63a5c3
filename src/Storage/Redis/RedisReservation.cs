using System.Globalization;
using System.Numerics;
using Catalog.Core.Counters;
using Catalog.Storage.Redis.Blocks;

namespace Catalog.Storage.Redis;

/// <summary>Makes a reservation of what the script answered.</summary>
internal static class RedisReservation
{
    /// <param name="draws">What was asked for.</param>
    /// <param name="reply">What the script answered.</param>
    /// <param name="connection">The number of the connection on which it did.</param>
    /// <exception cref="RedisException">The answer is none of the script's.</exception>
    public static (Reservation Reservation, BlockAnswer Blocks) Read(IReadOnlyList<CounterDraw> draws, RedisReply reply, long connection)
    {
        if (reply.Items is not [var granted, var seconds, var ticks, { Items: { } spans }, { Items: { } broken }, { Items: { } blocks }] || spans.Count != draws.Count * 2 || blocks.Count != draws.Count * 3)
        {
            throw new RedisException("what answers is no Redis server: check the address");
        }

        var now = Moment(seconds.Number).AddTicks(ticks.Number);
        var totals = new KnownTotal[draws.Count];
        for (var i = 0; i < totals.Length; i++)
        {
            var total = BigInteger.Parse(blocks[3 * i].Text ?? "", NumberStyles.None, CultureInfo.InvariantCulture);
            var generation = RedisGeneration.Of(connection, blocks[(3 * i) + 2].Text ?? "");
            totals[i] = new KnownTotal(Moment(spans[2 * i].Number), Moment(spans[(2 * i) + 1].Number), total, blocks[(3 * i) + 1].Number == 1, generation);
        }

        var told = new BlockAnswer(now, totals);
        List<FullLimit>? full = null;
        List<FullLimit>? observed = null;
        for (var i = 0; i + 1 < broken.Count; i += 2)
        {
            var at = (int)broken[i].Number - 1;
            var cap = draws[at].Caps[(int)broken[i + 1].Number - 1];
            var wait = DrawnUpTo(draws, at) > cap.MaxNanos ? (TimeSpan?)null : Moment(spans[(2 * at) + 1].Number) - now;
            (cap.Observed ? observed ??= [] : full ??= []).Add(new FullLimit(cap.Rule, wait));
        }

        if (granted.Number != 1)
        {
            return (new Reservation { Status = ReservationStatus.Full, Full = full is null ? [] : full, ObservedFull = observed is null ? [] : observed }, told);
        }

        var parts = new LeasePart[draws.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = new LeasePart(draws[i].Key, totals[i].From, draws[i].Nanos) { Generation = totals[i].Generation };
        }

        return (new Reservation { Status = ReservationStatus.Granted, Lease = new CounterLease(parts), ObservedFull = observed is null ? [] : observed }, told);
    }

    /// <summary>What the call draws on a total in all, up to one of its draws: a total may be named twice.</summary>
    private static BigInteger DrawnUpTo(IReadOnlyList<CounterDraw> draws, int last)
    {
        var sum = draws[last].Nanos;
        for (var i = 0; i < last; i++)
        {
            sum += draws[i].Key == draws[last].Key ? draws[i].Nanos : BigInteger.Zero;
        }

        return sum;
    }

    private static DateTimeOffset Moment(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);
}
