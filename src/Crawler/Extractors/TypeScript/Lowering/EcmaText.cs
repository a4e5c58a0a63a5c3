using System.Globalization;
using System.Text;

namespace Catalog.Crawler.Extractors.TypeScript.Lowering;

/// <summary>The escapes of JavaScript's string and template literals.</summary>
internal static class EcmaText
{
    /// <summary>The value of what stands between the quotes. An escape that the language refuses stays as it is written.</summary>
    public static string Unescape(string raw, bool template)
    {
        if (!raw.Contains('\\', StringComparison.Ordinal) && !(template && raw.Contains('\r', StringComparison.Ordinal)))
        {
            return raw;
        }

        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '\r' && template)
            {
                text.Append('\n');
                i += i + 1 < raw.Length && raw[i + 1] == '\n' ? 1 : 0;
            }
            else if (raw[i] != '\\' || i + 1 == raw.Length)
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
            case 'n': text.Append('\n'); return at;
            case 't': text.Append('\t'); return at;
            case 'r': text.Append('\r'); return at;
            case 'b': text.Append('\b'); return at;
            case 'f': text.Append('\f'); return at;
            case 'v': text.Append('\v'); return at;
            case '0' when at + 1 == raw.Length || !char.IsAsciiDigit(raw[at + 1]): text.Append('\0'); return at;
            case '\r': return at + 1 < raw.Length && raw[at + 1] == '\n' ? at + 1 : at;
            case '\n' or '\u2028' or '\u2029': return at;
            case 'x' when TryHex(raw, at + 1, 2, out var code): text.Append((char)code); return at + 2;
            case 'u' when at + 1 < raw.Length && raw[at + 1] == '{': return Braced(raw, at, text);
            case 'u' when TryHex(raw, at + 1, 4, out var code): text.Append((char)code); return at + 4;
            default: text.Append(raw[at]); return at;
        }
    }

    private static int Braced(string raw, int at, StringBuilder text)
    {
        var end = raw.IndexOf('}', at);
        if (end > at + 2 && end - at - 2 <= 8 && TryHex(raw, at + 2, end - at - 2, out var code) && code <= 0x10FFFF)
        {
            text.Append(code is >= 0xD800 and <= 0xDFFF ? ((char)code).ToString() : char.ConvertFromUtf32(code));
            return end;
        }

        text.Append('u');
        return at;
    }

    private static bool TryHex(string raw, int at, int length, out int code)
    {
        code = 0;
        return at + length <= raw.Length && int.TryParse(raw.AsSpan(at, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code);
    }
}
