using NpgsqlTypes;

namespace Catalog.Storage.Postgres;

/// <summary>Rows on their way into one table: few in one statement, many by COPY, which costs the server a quarter of what a statement does.</summary>
/// <param name="table">The table.</param>
/// <param name="columns">Its columns that are filled, with their types. A text[] is given as one text with commas; a tsvector as the bytes of <see cref="Words.WordVector"/>, which only COPY takes.</param>
internal sealed class PostgresTable(string table, params (string Name, NpgsqlDbType Type)[] columns)
{
    // Below this the round trip of a COPY costs more than it spares.
    private const int Many = 64;

    private readonly List<object?[]> _rows = [];

    /// <summary>What follows the statement, for example <c>ON CONFLICT …</c>; a table that has it is never filled by COPY.</summary>
    public string Suffix { get; init; } = "";

    /// <summary>Adds a row; the values in the order of the columns.</summary>
    public void Add(params object?[] values) => _rows.Add(values);

    /// <summary>Fills the table: at once where there are many rows, after what the batch holds, which they may refer to; else with the batch.</summary>
    public async Task FillAsync(PostgresSession session, PostgresBatch batch)
    {
        if ((_rows.Count >= Many && Suffix.Length == 0) || (_rows.Count > 0 && columns.Any(static column => column.Type == NpgsqlDbType.TsVector)))
        {
            await batch.ExecuteAsync();
            await CopyAsync(session);
        }
        else if (_rows.Count > 0)
        {
            AddTo(batch);
        }
    }

    private void AddTo(PostgresBatch batch)
    {
        var names = columns.Select(static column => column.Name).ToList();
        var arrays = columns.Select((column, i) => $"${i + 1}::{TypeOf(column.Type)}[]");
        batch.Add(
            $"INSERT INTO {table} ({string.Join(", ", names)}) SELECT {string.Join(", ", columns.Select(Select))} FROM unnest({string.Join(", ", arrays)}) AS u ({string.Join(", ", names)}) {Suffix}",
            [.. columns.Select((column, i) => Column(column.Type, i))]);
    }

    private string Select((string Name, NpgsqlDbType Type) column) => column.Type == (NpgsqlDbType.Array | NpgsqlDbType.Text) ? $"string_to_array({column.Name}, ',')" : column.Name;

    private object Column(NpgsqlDbType type, int index) => type switch
    {
        NpgsqlDbType.Bigint => _rows.Select(row => (long?)row[index]).ToArray(),
        NpgsqlDbType.Boolean => _rows.Select(row => (bool)row[index]!).ToArray(),
        _ => _rows.Select(row => (string?)row[index]).ToArray(),
    };

    private async Task CopyAsync(PostgresSession session)
    {
        await using var copy = await session.CopyAsync($"COPY {table} ({string.Join(", ", columns.Select(static column => column.Name))}) FROM STDIN (FORMAT BINARY)");
        foreach (var row in _rows)
        {
            await copy.StartRowAsync(session.CancellationToken);
            for (var i = 0; i < columns.Length; i++)
            {
                await WriteAsync(copy, row[i], columns[i].Type, session.CancellationToken);
            }
        }

        await copy.CompleteAsync(session.CancellationToken);
    }

    private static Task WriteAsync(Npgsql.NpgsqlBinaryImporter copy, object? value, NpgsqlDbType type, CancellationToken cancellationToken) => value switch
    {
        null => copy.WriteNullAsync(cancellationToken),
        string text when type == NpgsqlDbType.Text => copy.WriteAsync(PostgresText.ToStored(text), type, cancellationToken),
        string text => copy.WriteAsync(text.Split(',', StringSplitOptions.RemoveEmptyEntries), type, cancellationToken),
        byte[] bytes => copy.WriteAsync(bytes, NpgsqlDbType.Bytea, cancellationToken),
        long number => copy.WriteAsync(number, type, cancellationToken),
        bool truth => copy.WriteAsync(truth, type, cancellationToken),
        _ => throw new ArgumentException($"a {value.GetType().Name} is no value of a table", nameof(value)),
    };

    private static string TypeOf(NpgsqlDbType type) => type switch
    {
        NpgsqlDbType.Bigint => "bigint",
        NpgsqlDbType.Boolean => "boolean",
        _ => "text",
    };
}
