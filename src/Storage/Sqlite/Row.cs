using Microsoft.Data.Sqlite;

namespace Catalog.Storage.Sqlite;

/// <summary>The columns of the row that a reader stands on, by number.</summary>
internal static class Row
{
    public static string? Text(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static long? Number(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static DateTimeOffset Moment(this SqliteDataReader row, int column) => Moments.FromStored(row.GetInt64(column));

    public static DateTimeOffset? MomentOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.Moment(column);

    public static T Member<T>(this SqliteDataReader row, int column)
        where T : struct, Enum => Enum.Parse<T>(row.GetString(column));
}
