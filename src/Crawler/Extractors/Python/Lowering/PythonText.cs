using System.Globalization;
using System.Text;

namespace Catalog.Crawler.Extractors.Python.Lowering;

/// <summary>The escapes of Python's string literals.</summary>
internal static class PythonText
{
    /// <summary>The value of what stands between the quotes. An escape that the language does not know stays as it is written, as it does in Python.</summary>
    public static string Unescape(string raw)
    {
        if (raw.Contains('\r', StringComparison.Ordinal))
        {
            raw = raw.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        }

        if (!raw.Contains('\\', StringComparison.Ordinal))
        {
            return raw;
        }

        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\' || i + 1 == raw.Length)
            {
                text.Append(raw[i]);
            }
            else
            {
                i = Escape(raw, i + 1, text);
            }
        }

        return text.ToString();
    }

    /// <summary>Appends one escape that starts after its backslash; the index of its last character.</summary>
    private static int Escape(string raw, int at, StringBuilder text)
    {
        switch (raw[at])
        {
            case '\n': return at;
            case '\\' or '\'' or '"': text.Append(raw[at]); return at;
            case 'n': text.Append('\n'); return at;
            case 't': text.Append('\t'); return at;
            case 'r': text.Append('\r'); return at;
            case 'a': text.Append('\a'); return at;
            case 'b': text.Append('\b'); return at;
            case 'f': text.Append('\f'); return at;
            case 'v': text.Append('\v'); return at;
            case >= '0' and <= '7': return Octal(raw, at, text);
            case 'x' when TryHex(raw, at + 1, 2, out var code): text.Append((char)code); return at + 2;
            case 'u' when TryHex(raw, at + 1, 4, out var code): text.Append((char)code); return at + 4;
            case 'U' when TryHex(raw, at + 1, 8, out var code) && code is >= 0 and <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF):
                text.Append(char.ConvertFromUtf32(code));
                return at + 8;
            default: text.Append('\\').Append(raw[at]); return at;
        }
    }

    private static int Octal(string raw, int at, StringBuilder text)
    {
        var value = 0;
        var end = at;
        while (end < raw.Length && end < at + 3 && raw[end] is >= '0' and <= '7')
        {
            value = (value * 8) + (raw[end] - '0');
            end++;
        }

        text.Append((char)value);
        return end - 1;
    }

    private static bool TryHex(string raw, int at, int length, out int code)
    {
        code = 0;
        return at + length <= raw.Length && int.TryParse(raw.AsSpan(at, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code);
    }
}
