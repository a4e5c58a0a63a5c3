using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Catalog.Storage.Sqlite;

/// <summary>One prepared statement, run through the library itself: a command of the provider makes a reader, and more, for each row that is written.</summary>
internal sealed class SqliteStatement : IDisposable
{
    // A longer text is worth an array of the pool.
    private const int OnStack = 512;

    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;

    /// <summary>Prepares.</summary>
    /// <exception cref="SqliteException">The text is no statement of this database.</exception>
    public SqliteStatement(sqlite3 connection, string sql)
    {
        _connection = connection;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v3(connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement), connection);
    }

    /// <summary>Runs it to its end; gives the number of rows that it changed.</summary>
    public int Execute(ReadOnlySpan<object?> values)
    {
        Bind(values);
        try
        {
            while (Step())
            {
            }

            return raw.sqlite3_stmt_readonly(_statement) != 0 ? 0 : raw.sqlite3_changes(_connection);
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>The first column of the first row as a whole number; null where there is no row or it is none.</summary>
    public long? Number(ReadOnlySpan<object?> values)
    {
        Bind(values);
        try
        {
            long? number = Step() && raw.sqlite3_column_type(_statement, 0) == raw.SQLITE_INTEGER ? raw.sqlite3_column_int64(_statement, 0) : null;
            Drain();
            return number;
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>The first column of the first row as text; null where there is no row or it is none.</summary>
    public string? Text(ReadOnlySpan<object?> values)
    {
        Bind(values);
        try
        {
            var text = Step() && raw.sqlite3_column_type(_statement, 0) == raw.SQLITE_TEXT ? raw.sqlite3_column_text(_statement, 0).utf8_to_string() : null;
            Drain();
            return text;
        }
        finally
        {
            Reset();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _statement.Dispose();

    private void Drain()
    {
        // A statement that also writes is not done before its last row.
        while (raw.sqlite3_stmt_readonly(_statement) == 0 && raw.sqlite3_stmt_busy(_statement) != 0 && Step())
        {
        }
    }

    private bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result is raw.SQLITE_ROW or raw.SQLITE_DONE)
        {
            return result == raw.SQLITE_ROW;
        }

        SqliteException.ThrowExceptionForRC(result, _connection);
        return false;
    }

    // What failed was told of by the step; a reset only repeats it.
    private void Reset() => raw.sqlite3_reset(_statement);

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var result = values[i] switch
            {
                null or DBNull => raw.sqlite3_bind_null(_statement, i + 1),
                string text => BindText(i + 1, text),
                ReadOnlyMemory<byte> { IsEmpty: false } text => raw.sqlite3_bind_text(_statement, i + 1, text.Span),
                long number => raw.sqlite3_bind_int64(_statement, i + 1, number),
                int number => raw.sqlite3_bind_int64(_statement, i + 1, number),
                bool isTrue => raw.sqlite3_bind_int64(_statement, i + 1, isTrue ? 1 : 0),
                double number => raw.sqlite3_bind_double(_statement, i + 1, number),
                byte[] bytes => bytes.Length == 0 ? raw.sqlite3_bind_zeroblob(_statement, i + 1, 0) : raw.sqlite3_bind_blob(_statement, i + 1, bytes),
                { } other => throw new ArgumentException($"a value of type `{other.GetType()}` cannot be stored", nameof(values)),
            };
            SqliteException.ThrowExceptionForRC(result, _connection);
        }
    }

    private int BindText(int at, string text)
    {
        if (text.Length == 0)
        {
            // An empty span would be a null pointer, and so NULL.
            return raw.sqlite3_bind_text(_statement, at, text);
        }

        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var rented = most > OnStack ? ArrayPool<byte>.Shared.Rent(most) : null;
        var bytes = rented ?? stackalloc byte[OnStack];
        var result = raw.sqlite3_bind_text(_statement, at, (ReadOnlySpan<byte>)bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return result;
    }
}
