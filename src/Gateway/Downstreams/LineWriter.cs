using Catalog.Gateway.Relaying;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Downstreams;

/// <summary>
/// Writes messages as lines to a client that may read slowly, and not to one that does not read: who takes nothing for as long as the
/// connection limits say is given up, as over HTTP. May be called from any thread.
/// </summary>
/// <param name="output">Lines to the client.</param>
/// <param name="patience">How long the client may take nothing.</param>
/// <param name="clock">The clock.</param>
/// <param name="logger">Where it is told that the client is gone.</param>
internal sealed partial class LineWriter(Stream output, TimeSpan patience, TimeProvider clock, ILogger logger) : IDisposable
{
    private const int PieceBytes = 64 * 1024;

    private static readonly ReadOnlyMemory<byte> LineEnd = "\n"u8.ToArray();

    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly CancellationTokenSource _gone = new();

    /// <summary>Cancelled once the client is given up.</summary>
    public CancellationToken Gone => _gone.Token;

    /// <summary>Writes one message as a line. To a client that is gone nothing is written.</summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> message)
    {
        await _writing.WaitAsync(CancellationToken.None);
        try
        {
            // A write that was given up may still be under way: nothing may stand between its bytes.
            if (!_gone.IsCancellationRequested)
            {
                await LineAsync(LineForm.Of(message));
            }
        }
        catch (IOException)
        {
            // The reader of our output is gone; the end of our input follows and ends the relay.
            LogGone();
        }
        catch (TimeoutException)
        {
            LogGivenUp(patience.TotalSeconds);
            await _gone.CancelAsync();
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose()
    {
        _writing.Dispose();
        _gone.Dispose();
    }

    private async ValueTask LineAsync(ReadOnlyMemory<byte> line)
    {
        // Piece by piece where it is long: each piece that is taken shows that the client reads.
        for (; line.Length > PieceBytes; line = line[PieceBytes..])
        {
            await TakenAsync(output.WriteAsync(line[..PieceBytes], CancellationToken.None));
        }

        await TakenAsync(output.WriteAsync(line, CancellationToken.None));
        await TakenAsync(output.WriteAsync(LineEnd, CancellationToken.None));
        await TakenAsync(new ValueTask(output.FlushAsync(CancellationToken.None)));
    }

    private ValueTask TakenAsync(ValueTask writing) => writing.IsCompletedSuccessfully ? writing : new ValueTask(writing.AsTask().WaitAsync(patience, clock));

    [LoggerMessage(Level = LogLevel.Debug, Message = "The downstream reads no more")]
    private partial void LogGone();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The downstream took nothing of what is written to it for {Seconds:0} seconds: its session ends")]
    private partial void LogGivenUp(double seconds);
}
