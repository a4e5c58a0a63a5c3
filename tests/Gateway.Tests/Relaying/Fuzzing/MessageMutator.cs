using System.Globalization;
using System.Text;

namespace Catalog.Gateway.Tests.Relaying.Fuzzing;

/// <summary>Changes messages in the ways in which readers are known to differ. One seed gives one run.</summary>
internal sealed class MessageMutator(int seed, IReadOnlyList<string> words)
{
    private readonly Random _random = new(seed);

    /// <summary>A message with one to four changes.</summary>
    public byte[] Next(IReadOnlyList<byte[]> messages)
    {
        var message = Pick(messages);
        for (var left = _random.Next(1, 5); left > 0; left--)
        {
            message = Change(message, messages);
        }

        return message;
    }

    private byte[] Change(byte[] message, IReadOnlyList<byte[]> messages)
    {
        if (message.Length == 0 || ReferenceReader.ReadOrNull(message) is not { } root || _random.Next(12) == 0)
        {
            return Blind(message, messages);
        }

        var values = root.All().ToList();
        var objects = values.Where(static v => v.Kind == ReferenceKind.Object).ToList();
        var members = objects.SelectMany(static o => o.Members).ToList();
        var value = Pick(values);
        if (members.Count == 0)
        {
            return Put(message, value.Start, value.End, Pick(words));
        }

        var (member, holder) = (Pick(members), Pick(objects));
        return _random.Next(9) switch
        {
            0 => Insert(message, holder, Written(message, member.Start, member.End), Written(message, member.Value.Start, member.Value.End)),
            1 => Insert(message, holder, Spelled(Written(message, member.Start, member.End)), Pick(words)),
            2 => Insert(message, holder, $"\"{Pick(words).Trim('"')}\"", Pick(words)),
            3 => Put(message, member.Start, member.End, Spelled(Written(message, member.Start, member.End))),
            4 when value.Kind == ReferenceKind.Text => Put(message, value.Start, value.End, Spelled(Written(message, value.Start, value.End))),
            5 => Put(message, member.Value.Start, member.Value.End, Written(message, value.Start, value.End)),
            6 => Nested(message, value),
            7 => Put(message, member.Start, member.Value.End, _random.Next(2) == 0 ? "" : Written(message, member.Start, member.End) + "\r\n:\t" + Written(message, member.Value.Start, member.Value.End)),
            _ => Put(message, value.Start, value.End, Pick(words)),
        };
    }

    private byte[] Insert(byte[] message, ReferenceValue holder, string name, string value)
    {
        var written = $"{name}:{value}";
        return holder.Members.Count == 0 ? Put(message, holder.Start + 1, holder.Start + 1, written)
            : _random.Next(2) == 0 ? Put(message, holder.Start + 1, holder.Start + 1, written + ",")
            : Put(message, holder.End - 1, holder.End - 1, "," + written);
    }

    private byte[] Nested(byte[] message, ReferenceValue value)
    {
        var depth = _random.Next(8) == 0 ? _random.Next(55, 70) : _random.Next(1, 4);
        var (open, close) = _random.Next(2) == 0 ? ("[", "]") : ("{\"name\":", "}");
        return Put(message, value.Start, value.End, string.Concat(Enumerable.Repeat(open, depth)) + Written(message, value.Start, value.End) + string.Concat(Enumerable.Repeat(close, depth)));
    }

    /// <summary>A string, quotes included, with a letter in another case, escaped, folded, or with something put in.</summary>
    private string Spelled(string quoted)
    {
        if (quoted.Length < 3)
        {
            return Pick(["\"name\"", "\"\\u0000\"", "\"\\ud800\""]);
        }

        var at = _random.Next(1, quoted.Length - 1);
        var letter = quoted[at];
        var other = _random.Next(6) switch
        {
            0 => char.IsUpper(letter) ? char.ToLowerInvariant(letter).ToString() : char.ToUpperInvariant(letter).ToString(),
            1 => "\\u" + ((int)letter).ToString(_random.Next(2) == 0 ? "x4" : "X4", CultureInfo.InvariantCulture),
            2 when letter is 's' or 'S' => "\u017F",
            2 when letter is 'k' or 'K' => "\u212A",
            3 => letter + Pick(["\u2028", "\u0085", "\u200B", "\u0301", "\uFEFF", "\\u0000", "\\/", "\\n", "\\ud83d\\ude00"]),
            4 => letter + Pick(["\\ud800", "\\udc00", "\\udc00\\ud800", "\\ud800\\u0041", "\\ud83dx\\ude00"]),
            _ => "",
        };
        return quoted[..at] + other + quoted[(at + 1)..];
    }

    /// <summary>A change that knows nothing of JSON.</summary>
    private byte[] Blind(byte[] message, IReadOnlyList<byte[]> messages)
    {
        var at = _random.Next(message.Length + 1);
        return _random.Next(6) switch
        {
            0 => message[..at],
            1 => [.. message[..at], .. Pick(messages)],
            2 => [.. message, .. Pick(messages)],
            3 => [.. message[..at], (byte)_random.Next(256), .. message[Math.Min(at + 1, message.Length)..]],
            4 => [.. message[..at], .. Pick<byte[]>([[0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xEF, 0xBB, 0xBF], [0], [0xFF]]), .. message[at..]],
            _ => Put(message, at, at, Pick(["/**/", "//\n", ",", "\r", "\n", "\u00A0", "'", "\"", "\\", "\v", "\f", "}", "{", "]"])),
        };
    }

    private T Pick<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];

    private static string Written(byte[] message, int start, int end) => Encoding.UTF8.GetString(message, start, end - start);

    private static byte[] Put(byte[] message, int start, int end, string written) => [.. message[..start], .. Encoding.UTF8.GetBytes(written), .. message[end..]];
}
