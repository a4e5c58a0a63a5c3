using System.Globalization;

namespace Catalog.Cli.Hosting;

/// <summary>Strangers' text on a terminal.</summary>
internal static class TerminalText
{
    private const int Longest = 400;

    /// <summary>The text in one line of at most 400 UTF-16 units: no control character may move the cursor, and no line end may forge a line.</summary>
    public static string OneLine(string text)
    {
        var line = string.Concat(text.Select(static c => char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? ' ' : c));
        return line.Length > Longest ? line[..(char.IsHighSurrogate(line[Longest - 1]) ? Longest - 1 : Longest)] + "…" : line;
    }
}
