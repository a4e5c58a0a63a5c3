using Npgsql;

namespace Catalog.Storage.Postgres;

/// <summary>Statements that go to the server together, and so wait for it once.</summary>
internal sealed class PostgresBatch(NpgsqlConnection connection, CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly NpgsqlBatch _batch = new(connection);

    /// <summary>Adds a statement after those before.</summary>
    public PostgresBatch Add(string sql, params object?[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(PostgresSession.Parameter(value));
        }

        _batch.BatchCommands.Add(command);
        return this;
    }

    /// <summary>Runs all of them, and holds none then; results are not read.</summary>
    public async Task ExecuteAsync()
    {
        if (_batch.BatchCommands.Count > 0)
        {
            await _batch.ExecuteNonQueryAsync(cancellationToken);
            _batch.BatchCommands.Clear();
        }
    }

    /// <summary>Runs all of them; the reader stands on the result of the first that has one.</summary>
    public Task<NpgsqlDataReader> ReadAsync() => _batch.ExecuteReaderAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _batch.DisposeAsync();
}
