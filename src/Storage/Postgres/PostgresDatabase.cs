using System.Data;
using Catalog.Core.Catalogs;
using Npgsql;

namespace Catalog.Storage.Postgres;

/// <summary>One database on a server: opened at the first use, read and written over pooled connections. Belongs to the container that made it.</summary>
internal sealed class PostgresDatabase : IStoreOpening, IAsyncDisposable, IDisposable
{
    /// <summary>The oldest server that is supported: the first whose text search takes several words of one term as a phrase.</summary>
    private const int OldestServer = 14;

    // Two that were in each other's way are apart by the second try; more are for a crowd.
    private const int Tries = 8;

    private readonly PostgresAddress _address;
    private readonly PostgresSchema _schema;
    private readonly NpgsqlDataSource _source;
    private readonly SemaphoreSlim _opening = new(1);
    private string? _engine;
    private int _foundVersion;

    public PostgresDatabase(PostgresAddress address, PostgresSchema schema)
    {
        _address = address;
        _schema = schema;
        _source = NpgsqlDataSource.Create(address.Connection);
    }

    /// <inheritdoc/>
    public string Name => _schema.Name;

    /// <inheritdoc/>
    public string Location => _address.Shown;

    /// <inheritdoc/>
    public async Task<StoreState> OpenAsync(CancellationToken cancellationToken)
    {
        await OpenedAsync(cancellationToken);
        var bytes = await ReadAsync(
            session => session.NumberAsync(
                "SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relkind = 'r'",
                _schema.Name),
            cancellationToken);
        return new StoreState(Location, _foundVersion, _schema.Version, bytes ?? 0, _engine!);
    }

    /// <inheritdoc/>
    public async Task<StoreState?> OpenExistingOrNullAsync(CancellationToken cancellationToken) =>
        await GuardAsync(() => FindAsync(cancellationToken), cancellationToken) > 0 ? await OpenAsync(cancellationToken) : null;

    /// <inheritdoc/>
    public Task BackupAsync(string file, CancellationToken cancellationToken) => throw new StoreException(
        $"`{Location}` is not copied by this command: use `pg_dump --format=custom --schema={_schema.Name} --file={file} {Location}`{(_schema.Name == PostgresSchema.Catalog ? ", or `catalog export --whole` for a copy that every store reads" : "")}");

    /// <summary>Reads with one statement.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public Task<T> ReadAsync<T>(Func<PostgresSession, Task<T>> read, CancellationToken cancellationToken) => DoAsync(read, isolation: null, cancellationToken);

    /// <summary>Reads with several statements that all see the store as it stands at one moment.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public Task<T> ReadTogetherAsync<T>(Func<PostgresSession, Task<T>> read, CancellationToken cancellationToken) => DoAsync(read, IsolationLevel.RepeatableRead, cancellationToken);

    /// <summary>Writes, the whole or nothing. May run more than once, where two were in each other's way; so it changes nothing but the database.</summary>
    /// <exception cref="StoreException">It failed; nothing of it is stored.</exception>
    public Task<T> WriteAsync<T>(Func<PostgresSession, Task<T>> write, CancellationToken cancellationToken) => DoAsync(write, IsolationLevel.ReadCommitted, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _source.DisposeAsync();

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();

    private async Task<T> DoAsync<T>(Func<PostgresSession, Task<T>> work, IsolationLevel? isolation, CancellationToken cancellationToken)
    {
        await OpenedAsync(cancellationToken);
        return await GuardAsync(() => TransactAsync(work, isolation, cancellationToken), cancellationToken);
    }

    private async Task OpenedAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _engine) is not null)
        {
            return;
        }

        await _opening.WaitAsync(cancellationToken);
        try
        {
            _engine ??= await GuardAsync(() => PrepareAsync(cancellationToken), cancellationToken);
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>Checks and migrates; gives the name and version of the server.</summary>
    private async Task<string> PrepareAsync(CancellationToken cancellationToken)
    {
        _foundVersion = await FindAsync(cancellationToken);
        if (_foundVersion < _schema.Version)
        {
            await _schema.MigrateAsync(step => TransactAsync(step, IsolationLevel.ReadCommitted, cancellationToken), Location);
        }

        await using var opened = await _source.OpenConnectionAsync(cancellationToken);
        return $"PostgreSQL {opened.PostgreSqlVersion}";
    }

    /// <summary>Checks the server and what is there; gives the version of that, 0 where there is nothing.</summary>
    private async Task<int> FindAsync(CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        if (connection.PostgreSqlVersion.Major < OldestServer)
        {
            throw new StoreException($"`{Location}` is PostgreSQL {connection.PostgreSqlVersion}: this program needs {OldestServer} or later");
        }

        var session = new PostgresSession(connection, cancellationToken);
        if (await session.FirstAsync("SHOW server_encoding", static row => row.GetString(0)) is var encoding && encoding is not "UTF8")
        {
            throw new StoreException($"`{Location}` is encoded as {encoding}: make one with `createdb --encoding=UTF8 --template=template0`");
        }

        return await _schema.CheckAsync(session, Location);
    }

    private async Task<T> TransactAsync<T>(Func<PostgresSession, Task<T>> work, IsolationLevel? isolation, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await using var connection = await _source.OpenConnectionAsync(cancellationToken);
                return await TransactAsync(connection, work, isolation, cancellationToken);
            }
            catch (PostgresException e) when (tries < Tries && PostgresErrors.IsWorthRetrying(e))
            {
                // Once more, with nothing of it stored.
            }
        }
    }

    private static async Task<T> TransactAsync<T>(NpgsqlConnection connection, Func<PostgresSession, Task<T>> work, IsolationLevel? isolation, CancellationToken cancellationToken)
    {
        try
        {
            if (isolation is null)
            {
                return await work(new PostgresSession(connection, cancellationToken));
            }

            await using var transaction = await connection.BeginTransactionAsync(isolation.Value, cancellationToken);
            var answer = await work(new PostgresSession(connection, cancellationToken));
            await transaction.CommitAsync(cancellationToken);
            return answer;
        }
        catch (InvalidOperationException late) when (connection.State != ConnectionState.Open)
        {
            // What is done with a connection that broke a moment before is called a wrong use of it.
            throw new NpgsqlException("the connection broke", late);
        }
    }

    private async Task<T> GuardAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work();
        }
        catch (NpgsqlException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception e) when (e is NpgsqlException or System.Net.Sockets.SocketException or TimeoutException)
        {
            throw PostgresErrors.Explain(e, _address);
        }
    }
}
