using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;

namespace Catalog.Classifier.Quoting;

/// <summary>Words of one string of a definition.</summary>
/// <param name="Field">The string.</param>
/// <param name="Start">Where they start, in UTF-16 units.</param>
/// <param name="Length">How many UTF-16 units they have, at least 1.</param>
internal sealed record Mark(TextField Field, int Start, int Length)
{
    private const int MostThings = 3;

    /// <summary>One word.</summary>
    public static Mark Of(TextField field, Token token) => new(field, token.Start, token.Length);

    /// <summary>From one word to another.</summary>
    public static Mark Of(TextField field, Token first, Token last) => new(field, first.Start, last.End - first.Start);

    /// <summary>A phrase.</summary>
    public static Mark Of(TextField field, PhraseHit hit) => Of(field, field.Tokens[hit.First], field.Tokens[hit.First + hit.Count - 1]);

    /// <summary>The name of an argument.</summary>
    public static Mark Of(ParameterView parameter) => new(parameter.Name, parameter.Start, parameter.Length);

    /// <summary>A whole string, where it is short; its first words else.</summary>
    public static Mark Of(TextField field) => field.Tokens.Length is 0 ? new(field, 0, field.Text.Length) : Of(field, field.Tokens[0], field.Tokens[Math.Min(field.Tokens.Length, 8) - 1]);

    /// <summary>A verb and what it acts on: up to the words behind it that name something, at most three.</summary>
    public static Mark OfVerb(TextField field, int verb, int end)
    {
        var tokens = field.Tokens;
        var last = verb;
        var things = 0;
        for (var i = verb + 1; i < end && i <= verb + 7 && things < MostThings; i++)
        {
            if (tokens[i].Before >= Gap.List || IsJoint(field.WordOf(tokens[i])))
            {
                break;
            }

            var isThing = !tokens[i].Is(Senses.Filler) && tokens[i].Length > (things == 0 ? 2 : 3);
            if (isThing)
            {
                last = i;
                things += tokens[i].Before == Gap.Glued ? 0 : 1;
            }
            else if (things > 0 && !field.WordOf(tokens[i]).Equals("of", StringComparison.OrdinalIgnoreCase))
            {
                // `a list of jobs` is about the jobs.
                break;
            }
        }

        while (last + 1 < end && tokens[last + 1].Before == Gap.Glued)
        {
            last++;
        }

        return Of(field, tokens[verb], tokens[last]);
    }

    // `delete or archive` are two acts.
    private static bool IsJoint(ReadOnlySpan<char> word) => word.Equals("and", StringComparison.OrdinalIgnoreCase) || word.Equals("or", StringComparison.OrdinalIgnoreCase);
}
