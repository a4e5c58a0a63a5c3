namespace Catalog.Storage.Sqlite;

/// <summary>A write with an answer for its caller. A caller may leave while it waits; once it is begun the caller hears how it ended.</summary>
internal sealed class WriteItem<T> : IWriteItem, IDisposable
{
    private readonly Func<SqliteSession, T> _write;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenRegistration _registration;
    private readonly TaskCompletionSource<T> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _taken;
    private T _answer = default!;

    public WriteItem(Func<SqliteSession, T> write, CancellationToken cancellationToken)
    {
        _write = write;
        _caller = cancellationToken;
        _registration = cancellationToken.UnsafeRegister(static state => ((WriteItem<T>)state!).Leave(), this);
    }

    /// <summary>How it ended.</summary>
    public Task<T> End => _end.Task;

    /// <inheritdoc/>
    public bool TryBegin() => Interlocked.Exchange(ref _taken, 1) == 0;

    /// <inheritdoc/>
    public void Run(SqliteSession session) => _answer = _write(session);

    /// <inheritdoc/>
    public void Complete() => _end.TrySetResult(_answer);

    /// <inheritdoc/>
    public void Fail(Exception failure) => _end.TrySetException(failure);

    /// <inheritdoc/>
    public void Dispose() => _registration.Dispose();

    private void Leave()
    {
        if (Interlocked.Exchange(ref _taken, 1) == 0)
        {
            _end.TrySetCanceled(_caller);
        }
    }
}
