using System.Globalization;
using System.Text;
using Catalog.Core.Texts;

namespace Catalog.Api.Shell;

/// <summary>Text of strangers as HTML. Nothing that a reader cannot see passes unseen.</summary>
internal static class Escaping
{
    /// <summary>For element content; a hidden character becomes a small box with its number.</summary>
    public static string Text(string text) => Escape(text, static (builder, rune) => builder
        .Append("<span class=\"hidden-char\" title=\"hidden character U+").Append(rune.Value.ToString("X4", CultureInfo.InvariantCulture)).Append("\">U+")
        .Append(rune.Value.ToString("X4", CultureInfo.InvariantCulture)).Append("</span>"));

    /// <summary>For double-quoted attributes and elements that hold text alone; a hidden character becomes ⟨U+202E⟩.</summary>
    public static string Attribute(string text) => Escape(text, static (builder, rune) => builder
        .Append("⟨U+").Append(rune.Value.ToString("X4", CultureInfo.InvariantCulture)).Append('⟩'));

    /// <summary>For text that is copied as it is (a form's own input, a JSON document that has its odd characters escaped already).</summary>
    public static string Verbatim(string text) => Escape(text, static (builder, rune) => builder.Append(rune.ToString()), everything: true);

    private static string Escape(string text, Action<StringBuilder, Rune> hidden, bool everything = false)
    {
        if (text.AsSpan().IndexOfAnyExcept(Harmless) < 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length + 32);
        var before = default(Rune);
        for (var i = 0; i < text.Length;)
        {
            var status = Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var used);
            i += used;
            if (status != System.Buffers.OperationStatus.Done)
            {
                rune = Rune.ReplacementChar;
            }

            switch (rune.Value)
            {
                case '&':
                    result.Append("&amp;");
                    break;
                case '<':
                    result.Append("&lt;");
                    break;
                case '>':
                    result.Append("&gt;");
                    break;
                case '"':
                    result.Append("&quot;");
                    break;
                case '\'':
                    result.Append("&#39;");
                    break;
                case '\n' or '\t':
                    result.Append((char)rune.Value);
                    break;
                case '\r':
                    break;
                case < ' ' or 0x7F when everything:
                    result.Append('\uFFFD');
                    break;
                default:
                    if (HiddenCharacters.IsHidden(rune, before, text.AsSpan(i)))
                    {
                        hidden(result, rune);
                    }
                    else
                    {
                        result.Append(rune.ToString());
                    }

                    break;
            }

            before = rune;
        }

        return result.ToString();
    }

    private static readonly System.Buffers.SearchValues<char> Harmless = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,:;-_/()[]{}!?*+=#@$%^|~`\n\t");
}
