using System.Buffers;
using System.Text.Json;

namespace Catalog.Gateway.Scanning;

/// <summary>
/// Looks through an answer while its pieces pass by. A text of up to 64 KB is looked at whole; a longer one in parts that no find reaches over,
/// so that it does not matter where the pieces were cut or how letters are escaped. What passes by must be JSON: somebody else checks that.
/// </summary>
/// <param name="scan">What is looked for; it must be able to stream.</param>
/// <param name="held">Bytes of a text that are held before it is parted.</param>
internal sealed class StreamedScan(ContentScan scan, int held = StreamedScan.Held)
{
    private const int Held = 64 * 1024;

    private readonly SortedDictionary<string, int> _found = new(StringComparer.Ordinal);
    private readonly ArrayBufferWriter<byte> _text = new(1024);
    private readonly ProtocolPlace _place = new();
    private int _patience;
    private bool _isText;
    private bool _isEscaped;
    private bool _isParted;
    private string? _last;

    /// <summary>What was found so far: names, and how often.</summary>
    public IReadOnlyDictionary<string, int> Found => _found;

    /// <summary>Takes the next piece, and writes what of it may go on.</summary>
    /// <returns>False where a text cannot be read: nothing more may go on then.</returns>
    public bool TryPass(ReadOnlySpan<byte> piece, IBufferWriter<byte> output)
    {
        try
        {
            while (!piece.IsEmpty)
            {
                piece = _isText ? Text(piece, output) : Between(piece, output);
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
            return false;
        }
    }

    private ReadOnlySpan<byte> Between(ReadOnlySpan<byte> piece, IBufferWriter<byte> output)
    {
        var quote = piece.IndexOf((byte)'"');
        var between = quote < 0 ? piece : piece[..quote];
        foreach (var letter in between)
        {
            switch (letter)
            {
                case (byte)':':
                    // The last text was a name, and its value is what comes next.
                    _place.Name(_last);
                    break;
                case (byte)',':
                    _place.Name(null);
                    break;
                case (byte)'{' or (byte)'[':
                    _place.Open();
                    break;
                case (byte)'}' or (byte)']':
                    _place.Close();
                    break;
            }
        }

        output.Write(between);
        if (quote < 0)
        {
            return default;
        }

        (_isText, _isEscaped, _isParted, _patience) = (true, false, false, held);
        _text.ResetWrittenCount();
        _text.Write("\""u8);
        return piece[(quote + 1)..];
    }

    private ReadOnlySpan<byte> Text(ReadOnlySpan<byte> piece, IBufferWriter<byte> output)
    {
        var end = 0;
        for (; end < piece.Length; end++)
        {
            if (_isEscaped)
            {
                _isEscaped = false;
            }
            else if (piece[end] == (byte)'\\')
            {
                _isEscaped = true;
            }
            else if (piece[end] == (byte)'"')
            {
                _text.Write(piece[..end]);
                End(output);
                return piece[(end + 1)..];
            }
        }

        _text.Write(piece);
        if (_text.WrittenCount > _patience)
        {
            Part(output);
        }

        return default;
    }

    private void End(IBufferWriter<byte> output)
    {
        _text.Write("\""u8);
        var quoted = _text.WrittenSpan;
        var with = _place.IsLeft(quoted[1..^1]) ? quoted : scan.RewriteOrNull(quoted, _found) ?? quoted;
        output.Write(_isParted ? with[1..] : with);
        _last = !_isParted && quoted.Length <= ProtocolPlace.LongestName + 2 ? Read(quoted) : null;
        _isText = false;
    }

    /// <summary>Lets the first part of a long text go on.</summary>
    private void Part(IBufferWriter<byte> output)
    {
        var written = _text.WrittenSpan;
        var places = TextPlaces.Of(written[1..]);
        var text = Read([.. written[..(1 + places[^1])], (byte)'"']);
        var isLeft = _place.IsLeft(written[1..]);
        var cut = isLeft ? text.Length : scan.PlaceToPart(text);
        if (cut == 0)
        {
            // A find is open. Each look is at twice as much as the one before, so that all of them together cost no more than one.
            _patience = written.Length * 2;
            return;
        }

        byte[] quoted = [.. written[..(1 + places[cut])], (byte)'"'];
        var with = isLeft ? quoted : scan.RewriteOrNull(quoted, _found) ?? quoted;
        output.Write(_isParted ? with.AsSpan(1, with.Length - 2) : with.AsSpan(0, with.Length - 1));
        var rest = written[(1 + places[cut])..].ToArray();
        _text.ResetWrittenCount();
        _text.Write("\""u8);
        _text.Write(rest);
        _isParted = true;
        _patience = Math.Max(held, rest.Length * 2);
    }

    private static string Read(ReadOnlySpan<byte> quoted)
    {
        var reader = new Utf8JsonReader(quoted);
        reader.Read();
        return reader.GetString()!;
    }
}
