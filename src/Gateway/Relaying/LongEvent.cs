using System.Text;

namespace Catalog.Gateway.Relaying;

/// <summary>A block of a stream that is too long to be kept: what passes by is looked at for its end, its id, and the request that it answers.</summary>
internal sealed class LongEvent
{
    // Longer than the ids that servers give; a longer one is none that a stream is taken up after.
    private const int HeadBytes = 256;

    private readonly AnswerScan _scan = new();
    private readonly byte[] _head = new byte[HeadBytes];
    private int _headLength;
    private long _lineLength;
    private bool _isData;
    private bool _hadData;
    private bool _isUnread;
    private bool _wasCr;

    /// <summary>Its id; null for none.</summary>
    public string? Id { get; private set; }

    /// <summary>Whether its last letter is a CR, to which a LF may belong.</summary>
    public bool EndedInCr { get; private set; }

    /// <summary>What is known of the answer that it is; null where it is none.</summary>
    public UpstreamMessage? AnswerOrNull => !_isUnread && _scan.MessageOrNull() is { IsResponse: true, IdKey: not null } answer ? answer : null;

    /// <summary>Takes the next piece.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="used">How much of it belongs to this block.</param>
    /// <returns>Whether the block ended in it.</returns>
    public bool TryEnd(ReadOnlySpan<byte> piece, out int used)
    {
        used = 0;
        while (used < piece.Length)
        {
            var rest = piece[used..];
            var end = rest.IndexOfAny((byte)'\n', (byte)'\r');
            var text = end < 0 ? rest : rest[..end];
            used += text.Length;
            if (!text.IsEmpty)
            {
                _wasCr = false;
                Take(text);
            }

            if (end < 0)
            {
                continue;
            }

            var letter = piece[used++];
            if (letter == (byte)'\n' && _wasCr)
            {
                // The second half of a CRLF.
                _wasCr = false;
                continue;
            }

            _wasCr = letter == (byte)'\r';
            if (_lineLength == 0)
            {
                var isWhole = _wasCr && used < piece.Length && piece[used] == (byte)'\n';
                used += isWhole ? 1 : 0;
                EndedInCr = _wasCr && !isWhole;
                return true;
            }

            EndLine();
        }

        return false;
    }

    private void Take(ReadOnlySpan<byte> text)
    {
        _lineLength += text.Length;
        if (_isData)
        {
            Scan(text);
            return;
        }

        var taken = Math.Min(text.Length, HeadBytes - _headLength);
        text[..taken].CopyTo(_head.AsSpan(_headLength));
        _headLength += taken;
        var head = _head.AsSpan(0, _headLength);
        if (!head.StartsWith("data:"u8))
        {
            return;
        }

        // A further line of data goes on behind a line feed, and a blank behind the colon makes no difference to what is read.
        _isData = true;
        if (_hadData)
        {
            Scan("\n"u8);
        }

        _hadData = true;
        Scan(head["data:".Length..]);
        Scan(text[taken..]);
    }

    private void Scan(ReadOnlySpan<byte> text) => _isUnread |= !_isUnread && !_scan.Feed(text);

    private void EndLine()
    {
        var head = _head.AsSpan(0, _headLength);
        if (!_isData && _lineLength == _headLength && head.StartsWith("id:"u8) && head.IndexOfAnyInRange((byte)0, (byte)31) < 0)
        {
            Id = Encoding.UTF8.GetString(head["id:".Length..]).TrimStart(' ') is { Length: > 0 } id ? id : null;
        }

        (_headLength, _lineLength, _isData) = (0, 0, false);
    }
}
