using System.Buffers;
using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;

namespace Catalog.Classifier.Risks;

/// <summary>Looks for set words in what the author says of a tool, and leaves out where they are denied.</summary>
/// <param name="phrases">The words, in the order in which they are looked for.</param>
internal sealed class RiskPhrases(params string[] phrases)
{
    // Most texts have none of them, and one pass tells.
    private readonly SearchValues<string> _any = SearchValues.Create(phrases, StringComparison.OrdinalIgnoreCase);

    // "not in a sandbox", "without a sandbox", "no longer sandboxed"
    private static readonly string[] Denials = ["not ", "no ", "n't ", "without ", "never ", "outside ", "disable ", "bypass ", "skip ", "escape "];
    private const int Reach = 24;

    /// <summary>The first of the phrases in the description or title that stands as words of its own and is not denied just before; null where there is none.</summary>
    public Mark? FindOrNull(ToolView tool) => In(tool.Description?.Field) ?? In(tool.Title);

    /// <summary>The same in one text.</summary>
    public Mark? In(TextField? field)
    {
        if (field is null || !field.Text.AsSpan().ContainsAny(_any))
        {
            return null;
        }

        foreach (var phrase in phrases)
        {
            for (var from = 0; from <= field.Text.Length - phrase.Length;)
            {
                var at = field.Text.AsSpan(from).IndexOf(phrase, StringComparison.OrdinalIgnoreCase);
                if (at < 0)
                {
                    break;
                }

                at += from;
                if (IsWhole(field.Text, at, phrase.Length) && !IsDenied(field.Text.AsSpan(0, at)))
                {
                    return new Mark(field, at, phrase.Length);
                }

                from = at + phrase.Length;
            }
        }

        return null;
    }

    private static bool IsWhole(string text, int at, int length) =>
        (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (at + length == text.Length || !char.IsLetterOrDigit(text[at + length]));

    private static bool IsDenied(ReadOnlySpan<char> before)
    {
        var near = before.Length > Reach ? before[^Reach..] : before;
        var stop = near.LastIndexOfAny(".;\n");
        near = stop >= 0 ? near[(stop + 1)..] : near;
        foreach (var denial in Denials)
        {
            if (near.Contains(denial, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
