using System.Buffers;
using System.IO.Pipelines;

namespace Catalog.Gateway.Upstreams;

/// <summary>Cuts a stream into lines of bytes. A line that is too long is skipped to its end and reported; the next ones are read on.</summary>
internal static class LineReader
{
    /// <summary>Reads to the end of the stream.</summary>
    /// <param name="reader">The stream.</param>
    /// <param name="line">Takes a line, without its end.</param>
    /// <param name="maxBytes">Bytes of a line at most.</param>
    /// <param name="tooLong">Takes the length of a line that was skipped.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <param name="skipping">Sees the pieces of a line that is skipped, from its beginning to its end, before its length is told.</param>
    public static async Task ReadAsync(
        PipeReader reader,
        Func<ReadOnlyMemory<byte>, ValueTask> line,
        int maxBytes,
        Func<long, ValueTask> tooLong,
        CancellationToken cancellationToken,
        Action<ReadOnlySequence<byte>>? skipping = null)
    {
        long skipped = 0;
        // What was looked through is not looked through again: a long line comes in thousands of pieces.
        long searched = 0;
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            while (buffer.Slice(searched).PositionOf((byte)'\n') is { } end)
            {
                searched = 0;
                var piece = buffer.Slice(0, end);
                buffer = buffer.Slice(buffer.GetPosition(1, end));
                if (skipped > 0 || piece.Length > maxBytes)
                {
                    skipping?.Invoke(piece);
                    await tooLong(skipped + piece.Length);
                    skipped = 0;
                    continue;
                }

                await GiveAsync(piece, line);
            }

            if (skipped > 0 || buffer.Length > maxBytes)
            {
                skipping?.Invoke(buffer);
                skipped += buffer.Length;
                buffer = buffer.Slice(buffer.End);
            }

            searched = buffer.Length;

            if (read.IsCompleted)
            {
                if (skipped == 0 && !buffer.IsEmpty)
                {
                    await GiveAsync(buffer, line);
                }

                reader.AdvanceTo(read.Buffer.End);
                await reader.CompleteAsync();
                return;
            }

            reader.AdvanceTo(buffer.Start, read.Buffer.End);
        }
    }

    private static ValueTask GiveAsync(ReadOnlySequence<byte> piece, Func<ReadOnlyMemory<byte>, ValueTask> line)
    {
        // A copy of its own: the message outlives the reader's buffer.
        ReadOnlyMemory<byte> bytes = piece.ToArray();
        if (bytes.Length > 0 && bytes.Span[^1] == (byte)'\r')
        {
            bytes = bytes[..^1];
        }

        return bytes.Span.IndexOfAnyExcept((byte)' ', (byte)'\t', (byte)'\r') < 0 ? ValueTask.CompletedTask : line(bytes);
    }
}
