using System.Data.Common;
using Npgsql;

namespace Catalog.Storage.Postgres;

/// <summary>One connection for one piece of work, and the token that ends it. Parameters are <c>$1</c>, <c>$2</c> …</summary>
internal sealed class PostgresSession(NpgsqlConnection connection, CancellationToken cancellationToken)
{
    /// <summary>What ends the work.</summary>
    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>Runs one statement; gives the number of rows that it changed.</summary>
    public async Task<int> ExecuteAsync(string sql, params object?[] values)
    {
        await using var command = Prepare(sql, values);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Runs any number of statements without parameters.</summary>
    public Task ScriptAsync(string sql) => ExecuteAsync(sql);

    /// <summary>The first column of the first row as a whole number; null where there is no row or it is NULL.</summary>
    public async Task<long?> NumberAsync(string sql, params object?[] values)
    {
        await using var command = Prepare(sql, values);
        return await command.ExecuteScalarAsync(cancellationToken) as long?;
    }

    /// <summary>All rows.</summary>
    public async Task<List<T>> QueryAsync<T>(string sql, Func<DbDataReader, T> map, params object?[] values)
    {
        await using var command = Prepare(sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await RowsAsync(reader, map);
    }

    /// <summary>All rows, on the thread that asks.</summary>
    public List<T> Query<T>(string sql, Func<DbDataReader, T> map, params object?[] values)
    {
        using var command = Prepare(sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    /// <summary>The first row, or the default where there is none.</summary>
    public async Task<T?> FirstAsync<T>(string sql, Func<DbDataReader, T> map, params object?[] values)
    {
        await using var command = Prepare(sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? map(reader) : default;
    }

    /// <summary>Several statements that go to the server together.</summary>
    public PostgresBatch Batch() => new(connection, cancellationToken);

    /// <summary>Fills a table from rows, the fastest way there is.</summary>
    public Task<NpgsqlBinaryImporter> CopyAsync(string sql) => connection.BeginBinaryImportAsync(sql, cancellationToken);

    /// <summary>All rows of one result.</summary>
    public async Task<List<T>> RowsAsync<T>(NpgsqlDataReader reader, Func<DbDataReader, T> map)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    /// <summary>A parameter as the server takes it.</summary>
    public static NpgsqlParameter Parameter(object? value) => new()
    {
        Value = value switch
        {
            null => DBNull.Value,
            string text => PostgresText.ToStored(text),
            string?[] texts => Array.ConvertAll(texts, PostgresText.ToStored),
            _ => value,
        },
    };

    private NpgsqlCommand Prepare(string sql, object?[] values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only constants are joined into a text; every value is a parameter.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var value in values)
        {
            command.Parameters.Add(Parameter(value));
        }

        return command;
    }
}
