using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Catalog.Gateway.Listening;

namespace Catalog.Gateway.Upstreams.Http;

/// <summary>The connections to one upstream: those that wait for use, and a watch over those that are in use.</summary>
internal sealed class ConnectionPool : IDisposable
{
    /// <summary>How many connections wait for use at most.</summary>
    public const int MaxIdle = 256;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestWatch = TimeSpan.FromSeconds(1);

    private readonly Uri _address;
    private readonly TimeProvider _clock;
    private readonly ITimer _watch;
    private readonly Lock _gate = new();
    private readonly Stack<HttpConnection> _idle = new();
    private readonly HashSet<HttpConnection> _open = [];
    private long _period;
    private bool _isDisposed;

    /// <param name="address">The upstream; only scheme, host and port are looked at.</param>
    /// <param name="timeout">How long an answer may take to begin; decides how often the watch looks.</param>
    /// <param name="clock">Tells how long connections wait.</param>
    public ConnectionPool(Uri address, TimeSpan timeout, TimeProvider clock)
    {
        _address = address;
        _clock = clock;
        var period = PeriodFor(timeout);
        _period = period.Ticks;
        _watch = clock.CreateTimer(static pool => ((ConnectionPool)pool!).Watch(), this, period, period);
    }

    /// <summary>Has the watch look as often as a request asks for whose answer may take less time to begin than others'.</summary>
    public void LookFor(TimeSpan timeout)
    {
        // Most often it does already, and nothing is changed.
        if (PeriodFor(timeout) is var period && period.Ticks >= Volatile.Read(ref _period))
        {
            return;
        }

        lock (_gate)
        {
            if (period.Ticks < _period && !_isDisposed)
            {
                Volatile.Write(ref _period, period.Ticks);
                _watch.Change(period, period);
            }
        }
    }

    /// <summary>A connection that waits for use and is still good; null where there is none.</summary>
    public HttpConnection? TakeOrNull()
    {
        while (true)
        {
            HttpConnection? connection;
            lock (_gate)
            {
                if (!_idle.TryPop(out connection))
                {
                    return null;
                }
            }

            if (connection.IsQuiet())
            {
                return connection;
            }

            Close(connection);
        }
    }

    /// <summary>Opens a connection.</summary>
    /// <exception cref="SocketException">The upstream cannot be reached.</exception>
    /// <exception cref="IOException">It broke off while the connection was secured.</exception>
    /// <exception cref="System.Security.Authentication.AuthenticationException">Its certificate is not good.</exception>
    /// <exception cref="TimeoutException">It did not answer in time.</exception>
    public async Task<HttpConnection> OpenAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(ConnectTimeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        VanishedPeers.Watch(socket);
        SslStream? secure = null;
        try
        {
            await socket.ConnectAsync(new DnsEndPoint(_address.IdnHost, _address.Port), either.Token);
            if (_address.Scheme == Uri.UriSchemeHttps)
            {
                secure = new SslStream(new NetworkStream(socket, ownsSocket: true));
                await secure.AuthenticateAsClientAsync(
                    new SslClientAuthenticationOptions { TargetHost = _address.IdnHost, ApplicationProtocols = [SslApplicationProtocol.Http11] }, either.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await DropAsync();
            throw new TimeoutException();
        }
        catch
        {
            await DropAsync();
            throw;
        }

        var connection = new HttpConnection(socket, secure, _clock.GetTimestamp());
        lock (_gate)
        {
            _open.Add(connection);
        }

        return connection;

        async ValueTask DropAsync()
        {
            if (secure is not null)
            {
                await secure.DisposeAsync();
            }

            socket.Dispose();
        }
    }

    /// <summary>Takes back a connection whose exchange ended as it should.</summary>
    public void Return(HttpConnection connection)
    {
        var now = _clock.GetTimestamp();
        connection.Deadline = long.MaxValue;
        connection.IdleSince = now;
        if (!connection.IsClosed && _clock.GetElapsedTime(connection.OpenedAt, now) < Lifetime)
        {
            lock (_gate)
            {
                if (!_isDisposed && _idle.Count < MaxIdle)
                {
                    _idle.Push(connection);
                    return;
                }
            }
        }

        Close(connection);
    }

    /// <summary>Closes a connection that is of no more use.</summary>
    public void Close(HttpConnection connection)
    {
        lock (_gate)
        {
            _open.Remove(connection);
        }

        connection.Dispose();
    }

    public void Dispose()
    {
        _watch.Dispose();
        List<HttpConnection> open;
        lock (_gate)
        {
            _isDisposed = true;
            open = [.. _open];
            _open.Clear();
            _idle.Clear();
        }

        open.ForEach(static c => c.Dispose());
    }

    private static TimeSpan PeriodFor(TimeSpan timeout) => timeout / 4 < LongestWatch ? timeout / 4 : LongestWatch;

    private void Watch()
    {
        var now = _clock.GetTimestamp();
        List<HttpConnection> unused = [];
        lock (_gate)
        {
            foreach (var connection in _open)
            {
                if (connection.Deadline < now)
                {
                    connection.Abort(isLate: true);
                }
            }

            if (_idle.Any(c => _clock.GetElapsedTime(c.IdleSince, now) > IdleTimeout))
            {
                // The stack is filled again in its order, so that those used last stay on top.
                var kept = _idle.Reverse().ToLookup(c => _clock.GetElapsedTime(c.IdleSince, now) > IdleTimeout);
                unused = [.. kept[true]];
                _idle.Clear();
                foreach (var connection in kept[false])
                {
                    _idle.Push(connection);
                }
            }
        }

        unused.ForEach(Close);
    }
}
