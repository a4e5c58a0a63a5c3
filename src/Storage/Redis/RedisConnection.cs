using System.Buffers;
using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;

namespace Catalog.Storage.Redis;

/// <summary>One connection: commands of many callers go out together, and their replies come back in order. Once anything fails it is broken for good.</summary>
internal sealed class RedisConnection : IAsyncDisposable
{
    private const int MostPending = 10_000;

    private readonly Stream _stream;
    private readonly RedisReader _reader;
    private readonly TimeProvider _time;
    private readonly TimeSpan _patience;
    private readonly ITimer _watch;
    private readonly Lock _gate = new();
    private readonly Queue<(TaskCompletionSource<RedisReply> End, long At)> _pending = [];
    private readonly CancellationTokenSource _end = new();
    private ArrayBufferWriter<byte> _outgoing = new(4096);
    private ArrayBufferWriter<byte> _spare = new(4096);
    private bool _isSending;
    private RedisException? _failure;
    private Task _reading = Task.CompletedTask;

    private RedisConnection(Stream stream, long number, TimeProvider time, TimeSpan patience)
    {
        Number = number;
        _stream = stream;
        _reader = new RedisReader(stream);
        _time = time;
        _patience = patience;
        _watch = time.CreateTimer(static state => ((RedisConnection)state!).Look(), this, patience / 4, patience / 4);
    }

    /// <summary>Tells it from those before and after it.</summary>
    public long Number { get; }

    /// <summary>Whether it can be used no more.</summary>
    public bool IsBroken => Volatile.Read(ref _failure) is not null;

    /// <summary>Connects, proves who this program is, and selects the database.</summary>
    /// <exception cref="RedisException">The server cannot be reached, or refused.</exception>
    public static async Task<RedisConnection> OpenAsync(RedisAddress address, long number, TimeProvider time, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        RedisConnection? connection = null;
        try
        {
            connection = new RedisConnection(await ConnectAsync(address, limit.Token), number, time, patience);
            connection._reading = connection.ReadAsync();
            if (address.Password is { } password)
            {
                await connection.GreetAsync(address.User is { } user ? ["AUTH", user, password] : ["AUTH", password], limit.Token);
            }

            await connection.GreetAsync(["SELECT", address.Database.ToString(CultureInfo.InvariantCulture)], limit.Token);
            return connection;
        }
        catch (Exception failure) when (failure is SocketException or IOException or OperationCanceledException or RedisException or System.Security.Authentication.AuthenticationException)
        {
            if (connection is not null)
            {
                await connection.DisposeAsync();
            }

            cancellationToken.ThrowIfCancellationRequested();
            throw failure as RedisException ?? new RedisException($"`{address}` cannot be reached: {(failure is OperationCanceledException ? "it does not answer in time" : failure.Message)}", failure);
        }
    }

    /// <summary>Sends a command; the task ends with the reply, an error of the server included.</summary>
    /// <exception cref="RedisException">The connection broke: whether the command was carried out is not known.</exception>
    public Task<RedisReply> SendAsync(ReadOnlySpan<byte> command)
    {
        var end = new TaskCompletionSource<RedisReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_failure is not null || _pending.Count >= MostPending)
            {
                return Task.FromException<RedisReply>(_failure ?? new RedisException("too many commands wait for the server's answer"));
            }

            _outgoing.Write(command);
            _pending.Enqueue((end, _time.GetTimestamp()));
            if (_isSending)
            {
                return end.Task;
            }

            _isSending = true;
        }

        _ = SendAsync();
        return end.Task;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Break(new RedisException("the connection is closed"));
        await _reading;
        await _watch.DisposeAsync();
        await _stream.DisposeAsync();
        _end.Dispose();
    }

    private static async Task<Stream> ConnectAsync(RedisAddress address, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Stream? stream = null;
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, cancellationToken);
            stream = new NetworkStream(socket, ownsSocket: true);
            if (address.IsEncrypted)
            {
                var encrypted = new SslStream(stream);
                stream = encrypted;
                await encrypted.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = address.Host }, cancellationToken);
            }

            return stream;
        }
        catch
        {
            stream?.Dispose();
            socket.Dispose();
            throw;
        }
    }

    private async Task GreetAsync(string[] words, CancellationToken cancellationToken)
    {
        var reply = await SendAsync(RedisCommand.Of(words)).WaitAsync(cancellationToken);
        if (reply.IsError)
        {
            throw new RedisException($"the server refused {words[0]}: {reply.Text}");
        }
    }

    /// <summary>Sends what has gathered, and what gathers meanwhile.</summary>
    private async Task SendAsync()
    {
        try
        {
            while (true)
            {
                ArrayBufferWriter<byte> sent;
                lock (_gate)
                {
                    if (_outgoing.WrittenCount == 0 || _failure is not null)
                    {
                        _isSending = false;
                        return;
                    }

                    (_outgoing, _spare) = (_spare, _outgoing);
                    sent = _spare;
                }

                await _stream.WriteAsync(sent.WrittenMemory, _end.Token);
                sent.ResetWrittenCount();
            }
        }
        catch (Exception failure) when (failure is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            Break(new RedisException("the connection to the server broke", failure));
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            while (true)
            {
                var reply = await _reader.ReadAsync(_end.Token);
                TaskCompletionSource<RedisReply> end;
                lock (_gate)
                {
                    if (!_pending.TryDequeue(out var asked))
                    {
                        throw new RedisException("the server answered what nobody asked");
                    }

                    end = asked.End;
                }

                end.TrySetResult(reply);
            }
        }
        catch (Exception failure) when (failure is IOException or SocketException or ObjectDisposedException or OperationCanceledException or RedisException)
        {
            Break(failure as RedisException ?? new RedisException("the connection to the server broke", failure));
        }
    }

    /// <summary>A reply that does not come would hold up all behind it.</summary>
    private void Look()
    {
        bool isLate;
        lock (_gate)
        {
            isLate = _pending.TryPeek(out var first) && _time.GetElapsedTime(first.At) > _patience;
        }

        if (isLate)
        {
            Break(new RedisException("the server does not answer in time"));
        }
    }

    private void Break(RedisException failure)
    {
        List<TaskCompletionSource<RedisReply>> left;
        lock (_gate)
        {
            if (_failure is not null)
            {
                return;
            }

            Volatile.Write(ref _failure, failure);
            left = [.. _pending.Select(static asked => asked.End)];
            _pending.Clear();
        }

        foreach (var end in left)
        {
            end.TrySetException(failure);
        }

        _end.Cancel();
    }
}
