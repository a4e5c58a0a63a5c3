using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Catalog.Storage.Sqlite;

/// <summary>Read-only connections that are kept for the next reader. Each reading sees the store as it stands at one moment.</summary>
internal sealed class ReaderPool(string path) : IDisposable
{
    private const int WaitSeconds = 5;

    private readonly ConcurrentBag<SqliteSession> _idle = [];
    private readonly SemaphoreSlim _free = new(16);
    private volatile bool _disposed;

    /// <summary>Reads on a connection of its own; cancelling stops a statement that runs.</summary>
    /// <exception cref="Core.Catalogs.StoreException">The store cannot be read.</exception>
    public async Task<T> DoAsync<T>(Func<SqliteSession, T> read, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => Do(read, cancellationToken), cancellationToken);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var session))
        {
            session.Dispose();
        }
    }

    private T Do<T>(Func<SqliteSession, T> read, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        SqliteSession? session = null;
        var healthy = false;
        try
        {
            session = _idle.TryTake(out var kept) ? kept : SqliteSession.Open(path, SqliteOpenMode.ReadOnly, WaitSeconds, "PRAGMA query_only = ON; PRAGMA cache_size = -8000;");
            session.StopWith(cancellationToken);
            session.Execute("BEGIN");
            var answer = read(session);
            session.Execute("COMMIT");
            session.StopWith(CancellationToken.None);
            healthy = true;
            return answer;
        }
        catch (SqliteException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw SqliteErrors.Explain(e, path);
        }
        finally
        {
            // One that failed is not kept: its transaction, or its view of a replaced file, would go on to the next.
            if (healthy && !_disposed)
            {
                _idle.Add(session!);
            }
            else
            {
                session?.Dispose();
            }
        }
    }
}
