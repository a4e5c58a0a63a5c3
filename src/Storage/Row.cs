using System.Data.Common;
using Catalog.Storage.Postgres;
using Npgsql;

namespace Catalog.Storage;

/// <summary>The columns of the row that a reader stands on, by number; the same for every kind of database.</summary>
internal static class Row
{
    /// <summary>A text that is there, as it was before a database that cannot hold every character took it.</summary>
    public static string String(this DbDataReader row, int column) =>
        row is NpgsqlDataReader ? PostgresText.FromStored(row.GetString(column)) : row.GetString(column);

    public static string? Text(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.String(column);

    public static long? Number(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static DateTimeOffset Moment(this DbDataReader row, int column) => Moments.FromStored(row.GetInt64(column));

    public static DateTimeOffset? MomentOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.Moment(column);

    public static T Member<T>(this DbDataReader row, int column)
        where T : struct, Enum => Enum.Parse<T>(row.GetString(column));
}
