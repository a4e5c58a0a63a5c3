using System.Threading.Channels;
using Catalog.Core.Catalogs;
using Microsoft.Data.Sqlite;

namespace Catalog.Storage.Sqlite;

/// <summary>
/// The one writer of a database: writes are done in the order in which they were handed in, those that wait together in one transaction,
/// so that they share one wait for the disk. Where one of them fails all are undone, and each is done again in a transaction of its own. On dispose what waits is still done.
/// </summary>
internal sealed class WriteQueue : IAsyncDisposable
{
    // A crawl is held up rather than piled up in memory; a gateway has fewer calls in flight than this.
    private const int Waiting = 4096;
    private const int Together = 256;

    private readonly SqliteSession _session;
    private readonly string _path;
    private readonly Channel<IWriteItem> _items = Channel.CreateBounded<IWriteItem>(new BoundedChannelOptions(Waiting) { SingleReader = true });
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Task _loop;
    private int _writing;
    private bool _isClosed;

    public WriteQueue(SqliteSession session, string path)
    {
        _session = session;
        _path = path;
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>Does a write in its turn.</summary>
    /// <exception cref="StoreException">It failed; nothing of it is stored.</exception>
    /// <exception cref="OperationCanceledException">The caller left before its turn; nothing of it is stored.</exception>
    public async Task<T> DoAsync<T>(Func<SqliteSession, T> write, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var item = new WriteItem<T>(write, cancellationToken);
        try
        {
            await _items.Writer.WriteAsync(item, cancellationToken);
        }
        catch (ChannelClosedException e)
        {
            throw new ObjectDisposedException($"`{_path}` is closed", e);
        }

        return await item.End;
    }

    /// <summary>Does a write on the thread of its caller, between what waits and without a share in its transactions; the thread is kept until it is done.</summary>
    /// <exception cref="StoreException">It failed; nothing of it is stored.</exception>
    /// <exception cref="InvalidOperationException">It is asked for inside of another write, which it would wait for.</exception>
    public T DoHere<T>(Func<SqliteSession, T> write)
    {
        if (Volatile.Read(ref _writing) == Environment.CurrentManagedThreadId)
        {
            throw new InvalidOperationException("a write asks for another one, which would wait for it for ever: do both in one");
        }

        _turn.Wait();
        try
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            T answer = default!;
            return Transact(session => answer = write(session)) is { } failure ? throw failure : answer;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _items.Writer.TryComplete();
        await _loop;
        await _turn.WaitAsync();
        _isClosed = true;
        _session.Dispose();
        _turn.Release();
    }

    private async Task LoopAsync()
    {
        var batch = new List<IWriteItem>(Together);
        while (await _items.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < Together && _items.Reader.TryRead(out var item))
            {
                if (item.TryBegin())
                {
                    batch.Add(item);
                }
            }

            await _turn.WaitAsync();
            try
            {
                if (batch.Count < 2 || !TryTogether(batch))
                {
                    foreach (var item in batch)
                    {
                        End(item, Transact(item.Run));
                    }
                }
            }
            finally
            {
                _turn.Release();
            }
        }
    }

    /// <summary>All in one transaction, without a savepoint for each: the full-text index writes out all that it has gathered at every one of them.</summary>
    /// <returns>False where one failed or the transaction was lost: none of them is stored, and nobody was told anything.</returns>
    private bool TryTogether(List<IWriteItem> batch)
    {
        if (_session.HasMoved)
        {
            return false;
        }

        try
        {
            _session.BeginWriting();
            foreach (var item in batch)
            {
                if (TryRun(item.Run) is not null || !_session.InTransaction)
                {
                    TryRollBack();
                    return false;
                }
            }

            _session.Execute("COMMIT");
        }
        catch (SqliteException)
        {
            // Alone each hears of its own failure, this one of the transaction included.
            TryRollBack();
            return false;
        }

        foreach (var item in batch)
        {
            End(item, failure: null);
        }

        return true;
    }

    /// <summary>Does one write in a transaction of its own; gives why it failed.</summary>
    private Exception? Transact(Action<SqliteSession> write)
    {
        if (_session.HasMoved)
        {
            return new StoreException($"`{_path}` was moved, removed or replaced while it was open: put it back, or start again");
        }

        Exception? failure;
        try
        {
            _session.BeginWriting();
            failure = TryRun(write);
            if (failure is null)
            {
                _session.Execute("COMMIT");
            }
        }
        catch (SqliteException e)
        {
            failure = SqliteErrors.Explain(e, _path);
        }

        if (failure is not null)
        {
            TryRollBack();
        }

        return failure;
    }

    private Exception? TryRun(Action<SqliteSession> write)
    {
        Volatile.Write(ref _writing, Environment.CurrentManagedThreadId);
        try
        {
            write(_session);
            return null;
        }
        catch (SqliteException e)
        {
            return SqliteErrors.Explain(e, _path);
        }
        catch (Exception e)
        {
            // A boundary: a bug in one write is its caller's to hear of, and must not end the queue for all others.
            return e;
        }
        finally
        {
            Volatile.Write(ref _writing, 0);
        }
    }

    private void TryRollBack()
    {
        try
        {
            _session.RollBack();
        }
        catch (SqliteException)
        {
            // The library has rolled back by itself, or the next BEGIN reports what is wrong.
        }
    }

    private static void End(IWriteItem item, Exception? failure)
    {
        if (failure is null)
        {
            item.Complete();
        }
        else
        {
            item.Fail(failure);
        }
    }
}
