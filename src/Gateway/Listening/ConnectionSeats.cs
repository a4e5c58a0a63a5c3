using Microsoft.AspNetCore.Connections;

namespace Catalog.Gateway.Listening;

/// <summary>How many connections all listeners together have: the server's own limit is for each address alone, and <c>localhost</c> is two.</summary>
/// <param name="most">Connections at the same time.</param>
internal sealed class ConnectionSeats(int most)
{
    private int _taken;

    /// <summary>Serves a connection where there is room, and else closes it at once.</summary>
    public async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        try
        {
            if (Interlocked.Increment(ref _taken) > most)
            {
                connection.Abort(new ConnectionAbortedException("as many connections are open as may be"));
                return;
            }

            await next(connection);
        }
        finally
        {
            Interlocked.Decrement(ref _taken);
        }
    }
}
