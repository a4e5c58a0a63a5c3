using System.Globalization;
using System.Text;

namespace Catalog.Crawler.Extractors.Go.Lowering;

/// <summary>The literals of Go: texts with their escapes, runes, numbers.</summary>
internal static class GoText
{
    /// <summary>The value of a text as it is written, with its quotes.</summary>
    public static string Unquote(string written)
    {
        if (written.Length < 2)
        {
            return "";
        }

        var inner = written[1..^1];
        return written[0] == '`' ? inner.Replace("\r", "", StringComparison.Ordinal) : Unescape(inner);
    }

    /// <summary>A number without separators; Go's other ways to write one stay as they are.</summary>
    public static string Number(string written) => written.Replace("_", "", StringComparison.Ordinal);

    private static string Unescape(string raw)
    {
        if (!raw.Contains('\\', StringComparison.Ordinal))
        {
            return raw;
        }

        var text = new StringBuilder(raw.Length);
        var bytes = new List<byte>();
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\' || i + 1 == raw.Length)
            {
                Flush(text, bytes);
                text.Append(raw[i]);
            }
            else
            {
                i = Escape(raw, i + 1, text, bytes);
            }
        }

        Flush(text, bytes);
        return text.ToString();
    }

    /// <summary>Appends one escape that starts after its backslash; the index of its last character. Escapes of single bytes are gathered: together they may be one character.</summary>
    private static int Escape(string raw, int at, StringBuilder text, List<byte> bytes)
    {
        if (raw[at] == 'x' && TryNumber(raw, at + 1, 2, NumberStyles.AllowHexSpecifier, out var hex))
        {
            bytes.Add((byte)hex);
            return at + 2;
        }

        if (raw[at] is >= '0' and <= '3' && at + 2 < raw.Length && raw[at + 1] is >= '0' and <= '7' && raw[at + 2] is >= '0' and <= '7')
        {
            bytes.Add((byte)(((raw[at] - '0') * 64) + ((raw[at + 1] - '0') * 8) + (raw[at + 2] - '0')));
            return at + 2;
        }

        Flush(text, bytes);
        if (raw[at] is 'u' or 'U' && TryNumber(raw, at + 1, raw[at] == 'u' ? 4 : 8, NumberStyles.AllowHexSpecifier, out var code) && Rune.IsValid(code))
        {
            text.Append(new Rune(code).ToString());
            return at + (raw[at] == 'u' ? 4 : 8);
        }

        text.Append(raw[at] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'a' => '\a', 'b' => '\b', 'f' => '\f', 'v' => '\v', var other => other });
        return at;
    }

    private static void Flush(StringBuilder text, List<byte> bytes)
    {
        if (bytes.Count > 0)
        {
            text.Append(Encoding.UTF8.GetString([.. bytes]));
            bytes.Clear();
        }
    }

    private static bool TryNumber(string raw, int at, int length, NumberStyles style, out int number)
    {
        number = 0;
        return at + length <= raw.Length && int.TryParse(raw.AsSpan(at, length), style, CultureInfo.InvariantCulture, out number);
    }
}
