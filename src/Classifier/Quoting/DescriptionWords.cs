using System.Collections.Frozen;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;

namespace Catalog.Classifier.Quoting;

/// <summary>The words of a description that tell what the tool does, where no signal and no weight of the model stands on any of them.</summary>
internal static class DescriptionWords
{
    private static readonly FrozenSet<string> Openers = new[] { "when", "if", "only", "always", "never", "note", "important", "warning" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The id under which they stand.</summary>
    public const string Id = "said-in-description";

    private const int MostWords = 6;
    private const int WordsAround = 2;

    /// <summary>
    /// The verb and what it acts on, of the thought that has most words of the name; the words around such a word where the thought has no verb in front. Null where the description has none but advice to the caller.
    /// </summary>
    public static Mark? FindOrNull(ToolView tool)
    {
        if (tool.Description is not { Clauses.Length: > 0 } description)
        {
            return null;
        }

        var (best, most) = (description.Clauses[0], -1);
        var end = EndOfProse(description.Field.Text);
        foreach (var clause in description.Clauses)
        {
            if (description.Field.Tokens[clause.First].Start >= end)
            {
                break;
            }

            // A verb in front tells as much as a word of the name: openings that say how to call a tool have neither.
            var worth = Hits(tool.Name, description.Field, clause) + (clause is { Lead: >= 0, Negated: false } ? 1 : 0);
            if (worth > most && (worth > 0 || !IsAdvice(description.Field, clause)))
            {
                (best, most) = (clause, worth);
            }
        }

        return most < 0 ? null : Quote(tool.Name, description.Field, best);
    }

    // How to call a tool is not what it does.
    private static bool IsAdvice(TextField field, Clause clause) => Openers.Contains(field.WordOf(field.Tokens[clause.First]).ToString());

    private static Mark Quote(NameView name, TextField field, Clause clause)
    {
        if (clause.Lead >= 0)
        {
            return Mark.OfVerb(field, clause.Lead, clause.End);
        }

        var hit = clause.First;
        while (hit < clause.End && !IsOfName(name, field, hit))
        {
            hit++;
        }

        return hit == clause.End ? Mark.Of(field, field.Tokens[clause.First], field.Tokens[Math.Min(clause.First + MostWords, clause.End) - 1]) : Around(field, clause, hit);
    }

    // Articles and the like stand at neither end.
    private static Mark Around(TextField field, Clause clause, int hit)
    {
        var first = Math.Max(clause.First, hit - WordsAround);
        while (first < hit && field.Tokens[first].Is(Senses.Filler))
        {
            first++;
        }

        var last = Math.Min(clause.End - 1, hit + WordsAround);
        while (last + 1 < clause.End && last < hit + MostWords - 1 && field.Tokens[last].Is(Senses.Filler))
        {
            last++;
        }

        while (last > hit && field.Tokens[last].Is(Senses.Filler))
        {
            last--;
        }

        return Mark.Of(field, field.Tokens[first], field.Tokens[last]);
    }

    // What follows a heading or stands as code describes answers and arguments.
    private static int EndOfProse(string text)
    {
        var heading = text.IndexOf("\n#", StringComparison.Ordinal);
        var code = text.IndexOf("```", StringComparison.Ordinal);
        var end = Math.Min(heading < 0 ? text.Length : heading, code < 0 ? text.Length : code);
        return end == 0 ? text.Length : end;
    }

    private static int Hits(NameView name, TextField field, Clause clause)
    {
        var roots = new HashSet<uint>();
        for (var i = clause.First; i < clause.End; i++)
        {
            if (IsOfName(name, field, i))
            {
                roots.Add(field.Tokens[i].Root);
            }
        }

        return roots.Count;
    }

    private static bool IsOfName(NameView name, TextField field, int at)
    {
        var token = field.Tokens[at];
        return !token.Is(Senses.Filler) && !token.Identifier && Array.Exists(name.Field.Tokens, own => own.Root == token.Root);
    }
}
