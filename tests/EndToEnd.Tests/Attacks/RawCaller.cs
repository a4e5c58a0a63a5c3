using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Catalog.EndToEnd.Tests.Attacks;

/// <summary>Sends bytes as they are, which no client of HTTP would, and reads until the other side has nothing more to say.</summary>
internal static class RawCaller
{
    private static readonly TimeSpan AfterHangUp = TimeSpan.FromMilliseconds(300);

    public static async Task<RawReply> SendAsync(int port, ReadOnlyMemory<byte> bytes, TimeSpan patience, bool hangsUp = false, int? drip = null, TimeSpan? silence = null, int? unread = null)
    {
        using var client = new TcpClient { NoDelay = true };
        if (unread is not null)
        {
            // So that the system does not read for it.
            client.ReceiveBufferSize = 16 * 1024;
        }

        using var over = new CancellationTokenSource(patience);
        var text = new StringBuilder();
        var ended = false;
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, over.Token);
            var stream = client.GetStream();
            var reading = ReadAsync(stream, text, over, silence, unread ?? 0);
            await WriteAsync(stream, bytes, drip, reading, over.Token);
            if (hangsUp)
            {
                client.Client.Shutdown(SocketShutdown.Send);
                over.CancelAfter(AfterHangUp);
            }

            await reading;
            ended = true;
        }
        catch (IOException)
        {
            // Cut off: what came before is the answer.
            ended = true;
        }
        catch (OperationCanceledException)
        {
            // The other side neither answers nor ends.
        }

        return new RawReply(text.ToString(), ended);
    }

    private static async Task WriteAsync(NetworkStream stream, ReadOnlyMemory<byte> bytes, int? drip, Task reading, CancellationToken cancellationToken)
    {
        if (drip is not { } milliseconds)
        {
            await stream.WriteAsync(bytes, cancellationToken);
            return;
        }

        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(milliseconds));
        for (var at = 0; at < bytes.Length && !reading.IsCompleted; at++)
        {
            await stream.WriteAsync(bytes.Slice(at, 1), cancellationToken);
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private static async Task ReadAsync(NetworkStream stream, StringBuilder text, CancellationTokenSource over, TimeSpan? silence, int unread)
    {
        await Task.Delay(unread, over.Token);
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, over.Token)) > 0)
        {
            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
            if (silence is { } length)
            {
                over.CancelAfter(length);
            }
        }
    }
}
