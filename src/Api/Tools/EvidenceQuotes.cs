using System.Text;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Api.Tools;

/// <summary>Puts evidence back into the text that it was quoted from.</summary>
internal static class EvidenceQuotes
{
    // Code points shown around a quote of a long text.
    private const int Around = 110;
    private const int WholeUpTo = 420;

    /// <summary>The strings that were quoted from, in the order of their first quote, with the quoted words told apart.</summary>
    public static IReadOnlyList<EvidenceField> Place(ToolDefinition tool, IReadOnlyList<Evidence> evidence) =>
    [
        .. evidence.GroupBy(static e => e.Field, StringComparer.Ordinal).Select(group => new EvidenceField(
            group.Key,
            DefinitionText.Label(group.Key),
            Parts(DefinitionText.FindOrNull(tool, group.Key), [.. group]),
            [.. group.Select(static e => e.Signal).Distinct(StringComparer.Ordinal)])),
    ];

    private static List<TextPart> Parts(string? text, IReadOnlyList<Evidence> evidence)
    {
        var runes = text is null ? [] : Runes(text);
        var spans = Merge(evidence
            .Where(e => e.Start >= 0 && e.Length > 0 && e.Start <= runes.Length - e.Length && Slice(runes, e.Start, e.Start + e.Length) == e.Quote)
            .Select(static e => (e.Start, End: e.Start + e.Length)));
        if (spans.Count == 0)
        {
            // The text is not there any more, or says something else: the quotes stand alone rather than in a place where they are not.
            return [.. evidence.Select(static e => e.Quote).Distinct(StringComparer.Ordinal).Select(static q => new TextPart(q, IsQuoted: true))];
        }

        var parts = new List<TextPart>();
        var at = 0;
        for (var i = 0; i < spans.Count; i++)
        {
            var (start, end) = spans[i];
            Between(parts, runes, at, start, cutStart: true, cutEnd: false, first: i == 0);
            parts.Add(new TextPart(Slice(runes, start, end), IsQuoted: true));
            at = end;
        }

        Between(parts, runes, at, runes.Length, cutStart: false, cutEnd: true, first: false);
        return parts;
    }

    private static void Between(List<TextPart> parts, Rune[] runes, int from, int to, bool cutStart, bool cutEnd, bool first)
    {
        if (from >= to)
        {
            return;
        }

        var text = runes.Length <= WholeUpTo || to - from <= Around * 2
            ? Slice(runes, from, to)
            : first && cutStart ? "…" + Slice(runes, to - Around, to)
            : cutEnd ? Slice(runes, from, from + Around) + "…"
            : Slice(runes, from, from + Around) + " … " + Slice(runes, to - Around, to);
        parts.Add(new TextPart(text, IsQuoted: false));
    }

    private static List<(int Start, int End)> Merge(IEnumerable<(int Start, int End)> spans)
    {
        var merged = new List<(int Start, int End)>();
        foreach (var span in spans.Order())
        {
            if (merged.Count > 0 && span.Start <= merged[^1].End)
            {
                merged[^1] = (merged[^1].Start, Math.Max(merged[^1].End, span.End));
            }
            else
            {
                merged.Add(span);
            }
        }

        return merged;
    }

    private static Rune[] Runes(string text) => [.. text.EnumerateRunes()];

    private static string Slice(Rune[] runes, int from, int to)
    {
        var text = new StringBuilder(to - from);
        for (var i = from; i < to; i++)
        {
            text.Append(runes[i].ToString());
        }

        return text.ToString();
    }
}
