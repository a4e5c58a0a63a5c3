namespace Catalog.Storage.Redis;

/// <summary>A server by its present connection; makes a new one when the old one broke, with a pause that grows while the server is away.</summary>
internal sealed class RedisClient(RedisAddress address, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);

    private readonly SemaphoreSlim _connecting = new(1);
    private volatile RedisConnection? _connection;
    private TimeSpan _pause = ShortestPause;
    private long? _failedAt;
    private RedisException? _lastFailure;
    private long _opened;
    private bool _isClosed;

    /// <summary>Sends a command and gives the reply; an error that says the server is no master any more, or not yet ready, breaks the connection, so that the next call looks for a better one.</summary>
    /// <param name="command">Makes the command for a connection, of which it is told the number: what was done on another one may be lost.</param>
    /// <param name="cancellationToken">Ends the wait for a connection.</param>
    /// <exception cref="RedisException">The server cannot be reached, or it is not known what it did.</exception>
    public async Task<RedisReply> CallAsync(Func<long, byte[]> command, CancellationToken cancellationToken)
    {
        var connection = _connection is { IsBroken: false } present ? present : await ConnectAsync(cancellationToken);
        var reply = await connection.SendAsync(command(connection.Number));
        if (reply is { IsError: true, Text: { } text } && (text.StartsWith("READONLY", StringComparison.Ordinal) || text.StartsWith("MASTERDOWN", StringComparison.Ordinal)))
        {
            await connection.DisposeAsync();
        }

        return reply;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _connecting.WaitAsync();
        _isClosed = true;
        if (_connection is { } connection)
        {
            await connection.DisposeAsync();
        }

        _connecting.Release();
    }

    private async Task<RedisConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        await _connecting.WaitAsync(cancellationToken);
        try
        {
            if (_connection is { IsBroken: false } present)
            {
                return present;
            }

            if (_isClosed)
            {
                throw new RedisException("the store of counters is closed");
            }

            if (_failedAt is { } at && time.GetElapsedTime(at) < _pause)
            {
                // All callers of this moment hear the same, rather than each waiting for a server that is away.
                throw new RedisException(_lastFailure!.Message, _lastFailure);
            }

            if (_connection is { } broken)
            {
                await broken.DisposeAsync();
            }

            _connection = await RedisConnection.OpenAsync(address, ++_opened, time, Patience, cancellationToken);
            (_failedAt, _pause) = (null, ShortestPause);
            return _connection;
        }
        catch (RedisException failure) when (!_isClosed)
        {
            if (_failedAt is null || time.GetElapsedTime(_failedAt.Value) >= _pause)
            {
                _pause = _failedAt is null ? ShortestPause : _pause * 2 > LongestPause ? LongestPause : _pause * 2;
                _failedAt = time.GetTimestamp();
                _lastFailure = failure;
            }

            throw;
        }
        finally
        {
            _connecting.Release();
        }
    }
}
