using System.Security.Cryptography;
using Catalog.Core.Catalogs;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Catalog.Storage.Sqlite;

/// <summary>One connection with its prepared statements; for one thread at a time. Parameters are <c>?1</c>, <c>?2</c> …</summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);

    private long _othersVersion = -1;

    private SqliteSession(SqliteConnection connection) => _connection = connection;

    /// <summary>The rows of texts that this connection wrote or found; only to be asked inside <see cref="BeginWriting"/> and what ends it.</summary>
    public KnownTexts Known { get; } = new();

    /// <summary>Whether a transaction is open; the library ends one by itself when the disk is full.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    /// <summary>Whether the file is no longer the one of its name, so that what is written to it is lost to everybody else.</summary>
    public bool HasMoved => SqliteLibrary.HasMoved(_connection.Handle!);

    /// <summary>Opens a connection.</summary>
    /// <exception cref="SqliteException">The file cannot be opened.</exception>
    /// <exception cref="StoreException">There is no SQLite on this system, or it is too old.</exception>
    public static SqliteSession Open(string path, SqliteOpenMode mode, int waitSeconds, string pragmas)
    {
        SqliteLibrary.Load();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = waitSeconds,
        }.ToString());
        var session = new SqliteSession(connection);
        try
        {
            connection.Open();

            // The library waits in steps of its own from 1 ms on; the provider alone would sleep 150 ms each time.
            session.Script($"PRAGMA busy_timeout = {waitSeconds * 1000}; {pragmas}");
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Runs any number of statements that are not kept.</summary>
    public void Script(string sql)
    {
        using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // The texts are constants and embedded migrations.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>Begins a transaction that writes: nobody else does until it ends.</summary>
    public void BeginWriting()
    {
        Execute("BEGIN IMMEDIATE");

        // Another connection, of this process or of another, may have thrown away what was known.
        if (!Known.IsEmpty && Number("PRAGMA data_version") is var version && version != _othersVersion)
        {
            Known.Forget();
            _othersVersion = version ?? -1;
        }
    }

    /// <summary>Undoes the open transaction; nothing where the library has done so by itself.</summary>
    public void RollBack()
    {
        Known.Forget();
        if (InTransaction)
        {
            Execute("ROLLBACK");
        }
    }

    /// <summary>Runs one statement; gives the number of rows that it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => StatementOf(sql).Execute(values);

    /// <summary>Runs one INSERT; gives the id of its row.</summary>
    public long Insert(string sql, params ReadOnlySpan<object?> values)
    {
        StatementOf(sql).Execute(values);
        return raw.sqlite3_last_insert_rowid(_connection.Handle);
    }

    /// <summary>The first column of the first row as a whole number; null where there is no row or it is NULL.</summary>
    public long? Number(string sql, params ReadOnlySpan<object?> values) => StatementOf(sql).Number(values);

    /// <summary>The first column of the first row as text; null where there is no row or it is NULL.</summary>
    public string? Text(string sql, params ReadOnlySpan<object?> values) => StatementOf(sql).Text(values);

    /// <summary>All rows.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<object?> values)
    {
        using var reader = Prepare(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    /// <summary>The first row, or the default where there is none.</summary>
    public T? First<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<object?> values)
    {
        using var reader = Prepare(sql, values).ExecuteReader();
        return reader.Read() ? map(reader) : default;
    }

    /// <summary>Lets statements fail as interrupted once a token is cancelled; <see cref="CancellationToken.None"/> ends that. Asked while they run, so that no moment between two of them is missed.</summary>
    public void StopWith(CancellationToken cancellationToken)
    {
        const int Steps = 10_000;
        delegate_progress? ask = cancellationToken.CanBeCanceled ? _ => cancellationToken.IsCancellationRequested ? 1 : 0 : null;
        raw.sqlite3_progress_handler(_connection.Handle, ask is null ? 0 : Steps, ask, null);
    }

    /// <summary>Adds the functions <c>sha256_hex</c> and <c>sha256</c> of a blob, which migrations fill hashes and keys with.</summary>
    public void AddDigests()
    {
        _connection.CreateFunction("sha256_hex", static (byte[]? bytes) => bytes is null ? null : Convert.ToHexStringLower(SHA256.HashData(bytes)), isDeterministic: true);
        _connection.CreateFunction("sha256", static (byte[]? bytes) => bytes is null ? null : SHA256.HashData(bytes), isDeterministic: true);
    }

    /// <summary>Copies the database into a new file, page by page, as it stands now.</summary>
    public void CopyTo(string file)
    {
        using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        target.Open();
        _connection.BackupDatabase(target);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }

        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _prepared.Clear();
        _statements.Clear();
        _connection.Dispose();
    }

    private SqliteStatement StatementOf(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            statement = new SqliteStatement(_connection.Handle!, sql);
            _statements.Add(sql, statement);
        }

        return statement;
    }

    private SqliteCommand Prepare(string sql, ReadOnlySpan<object?> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
#pragma warning disable CA2100 // Only constants are joined into a text; every value is a parameter.
            command.CommandText = sql;
#pragma warning restore CA2100
            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = $"?{i + 1}" });
            }

            _prepared.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }
}
