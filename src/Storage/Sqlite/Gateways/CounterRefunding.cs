using System.Globalization;
using System.Numerics;
using Catalog.Core.Counters;
using Microsoft.Data.Sqlite;

namespace Catalog.Storage.Sqlite.Gateways;

/// <summary>Gives back what a lease drew, inside the writer's transaction.</summary>
internal static class CounterRefunding
{
    /// <summary>Gives back once: what was given back is forgotten with it.</summary>
    public static int Run(SqliteSession session, Guid lease, IReadOnlyList<CounterKey>? keys, DateTimeOffset now)
    {
        var given = 0;
        foreach (var draw in session.Query(
            """
            SELECT c.id, c.server, c.scope, c.scope_id, c.counter, c.window, c.window_start, c.total, l.window_start, l.amount
            FROM lease_draws l JOIN counters c ON c.id = l.counter_id WHERE l.lease = ?1
            """,
            Read,
            lease.ToString("D")))
        {
            if (keys is not null && !keys.Contains(draw.Key))
            {
                continue;
            }

            session.Execute("DELETE FROM lease_draws WHERE lease = ?1 AND counter_id = ?2", lease.ToString("D"), draw.Id);
            if (draw.Start != draw.DrawnIn || CounterWindows.EndOf(draw.Key.Window, draw.Start) <= now)
            {
                continue;
            }

            var left = BigInteger.Max(draw.Total - draw.Amount, BigInteger.Zero);
            session.Execute("UPDATE counters SET total = ?2 WHERE id = ?1", draw.Id, left.ToString(CultureInfo.InvariantCulture));
            given++;
        }

        return given;
    }

    private static Drawn Read(SqliteDataReader row) => new(
        row.GetInt64(0),
        new CounterKey(row.GetString(1), row.Member<CounterScope>(2), row.GetString(3), row.GetString(4), row.Member<CounterWindow>(5)),
        row.Moment(6),
        BigInteger.Parse(row.GetString(7), NumberStyles.None, CultureInfo.InvariantCulture),
        row.Moment(8),
        BigInteger.Parse(row.GetString(9), NumberStyles.None, CultureInfo.InvariantCulture));

    private sealed record Drawn(long Id, CounterKey Key, DateTimeOffset Start, BigInteger Total, DateTimeOffset DrawnIn, BigInteger Amount);
}
