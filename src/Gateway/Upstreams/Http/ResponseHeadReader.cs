using System.Buffers;
using System.Text;

namespace Catalog.Gateway.Upstreams.Http;

/// <summary>
/// Reads the head of an answer as RFC 9112 has it and nothing more lenient: lines end in CRLF, nothing is folded, lengths are said once. An
/// answer of unclear length would let one caller read what was meant for the next, so that every doubt is a refusal.
/// </summary>
internal static class ResponseHeadReader
{
    /// <summary>Lines of one head.</summary>
    private const int MaxLines = 128;

    // Eighteen digits cannot overflow, and no answer is that long.
    private const int MaxLengthDigits = 18;

    private static readonly SearchValues<byte> TokenBytes = SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);
    private static readonly SearchValues<byte> ControlBytes = SearchValues.Create([.. Enumerable.Range(0, 32).Where(static b => b != '\t').Append(127).Select(static b => (byte)b)]);

    /// <summary>Reads a head from the beginning of what was received.</summary>
    /// <param name="received">What was received and not read yet.</param>
    /// <param name="head">Takes what the head says; undefined unless it was read.</param>
    /// <param name="consumed">How long the head is, its empty line included; 0 unless it was read.</param>
    public static HeadOutcome Read(ReadOnlySpan<byte> received, ResponseHead head, out int consumed)
    {
        head.Reset();
        consumed = 0;
        var at = 0;
        for (var line = 0; ; line++)
        {
            var length = received[at..].IndexOf((byte)'\n');
            if (length < 0)
            {
                return HeadOutcome.NeedsMore;
            }

            if (length == 0 || received[at + length - 1] != (byte)'\r' || line > MaxLines)
            {
                return HeadOutcome.Refused;
            }

            var text = received.Slice(at, length - 1);
            at += length + 1;
            if (line == 0 ? !ReadStatus(text, head) : text.Length > 0 && !ReadField(text, head))
            {
                return HeadOutcome.Refused;
            }

            if (line > 0 && text.Length == 0)
            {
                consumed = at;
                return IsClear(head) ? HeadOutcome.Read : HeadOutcome.Refused;
            }
        }
    }

    private static bool ReadStatus(ReadOnlySpan<byte> line, ResponseHead head)
    {
        // HTTP/1.1 200 and, mostly, a reason.
        if (line.Length < 12 || !line.StartsWith("HTTP/1."u8) || line[7] is not ((byte)'0' or (byte)'1') || line[8] != (byte)' '
            || (line.Length > 12 && line[12] != (byte)' ') || line.IndexOfAny(ControlBytes) >= 0)
        {
            return false;
        }

        var (hundreds, tens, ones) = (line[9] - '0', line[10] - '0', line[11] - '0');
        if (hundreds is < 1 or > 5 || tens is < 0 or > 9 || ones is < 0 or > 9)
        {
            return false;
        }

        head.IsOld = line[7] == (byte)'0';
        head.Closes = head.IsOld;
        head.Status = (hundreds * 100) + (tens * 10) + ones;
        return true;
    }

    private static bool ReadField(ReadOnlySpan<byte> line, ResponseHead head)
    {
        // A name of nothing, one with a space before its colon, or a line that goes on the one before: all end here.
        var colon = line.IndexOf((byte)':');
        if (colon <= 0 || line[..colon].IndexOfAnyExcept(TokenBytes) >= 0)
        {
            return false;
        }

        var name = line[..colon];
        var value = line[(colon + 1)..].Trim(" \t"u8);
        return value.IndexOfAny(ControlBytes) < 0 && Take(name, value, head);
    }

    private static bool Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, ResponseHead head)
    {
        switch (name.Length)
        {
            case 5 when Is(name, "allow"u8):
                head.Allow = Joined(head.Allow, value);
                return true;
            case 10 when Is(name, "connection"u8):
                head.Closes |= Names(value, "close"u8);
                return true;
            case 11 when Is(name, "retry-after"u8):
                head.RetryAfter = Joined(head.RetryAfter, value);
                return true;
            case 12 when Is(name, "content-type"u8):
                // Two types are two readings of one body.
                var isFirst = head.ContentType is null;
                head.ContentType = TypeOf(value);
                return isFirst;
            case 13 when Is(name, "cache-control"u8):
                head.CacheControl = Joined(head.CacheControl, value);
                return true;
            case 14 when Is(name, "content-length"u8):
                return head.Length is null && ReadLength(value, head);
            case 14 when Is(name, "mcp-session-id"u8):
                var isOnly = head.Session is null;
                head.Session = Encoding.ASCII.GetString(value);
                return isOnly && value.Length > 0 && value.IndexOfAnyExceptInRange((byte)'!', (byte)'~') < 0;
            case 16 when Is(name, "content-encoding"u8):
                // None was asked for, and a body that nobody can read is not relayed.
                return Is(value, "identity"u8);
            case 17 when Is(name, "transfer-encoding"u8):
                // Any other coding, a list of them or a second line is a length that two readers may see differently.
                var isOne = !head.IsChunked && !head.IsOld && Is(value, "chunked"u8);
                head.IsChunked = true;
                return isOne;
            case 17 when Is(name, "x-accel-buffering"u8):
                head.Buffering = Joined(head.Buffering, value);
                return true;
            default:
                return true;
        }
    }

    private static bool ReadLength(ReadOnlySpan<byte> value, ResponseHead head)
    {
        if (value.Length is 0 or > MaxLengthDigits || value.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
        {
            return false;
        }

        long length = 0;
        foreach (var digit in value)
        {
            length = (length * 10) + (digit - '0');
        }

        head.Length = length;
        return true;
    }

    private static bool IsClear(ResponseHead head) =>
        !(head.IsChunked && head.Length is not null)
        && (head.Status is not (< 200 or 204) || (!head.IsChunked && head.Length is null or 0))
        // Nobody asked to speak another protocol.
        && head.Status != 101;

    private static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower) => Ascii.EqualsIgnoreCase(text, lower);

    private static bool Names(ReadOnlySpan<byte> list, ReadOnlySpan<byte> lower)
    {
        foreach (var range in list.Split((byte)','))
        {
            if (Is(list[range].Trim(" \t"u8), lower))
            {
                return true;
            }
        }

        return false;
    }

    private static string Joined(string? before, ReadOnlySpan<byte> value)
    {
        var text = Encoding.Latin1.GetString(value);
        return before is null ? text : $"{before}, {text}";
    }

    // Two types make up nearly all answers; they need no string of their own.
    private static string TypeOf(ReadOnlySpan<byte> value) =>
        value.SequenceEqual("application/json"u8) ? "application/json"
        : value.SequenceEqual("text/event-stream"u8) ? "text/event-stream"
        : Encoding.Latin1.GetString(value);
}
