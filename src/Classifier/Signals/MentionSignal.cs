using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;

namespace Catalog.Classifier.Signals;

/// <summary>Asks whether the first sentences have a verb of a kind anywhere, unless it is denied.</summary>
internal abstract class MentionSignal(string id, SignalSubject subject, Senses verbs, int sentences) : Signal(id, subject)
{
    /// <inheritdoc/>
    public override Finding Ask(ToolView tool)
    {
        if (tool.Description is not { } description)
        {
            return Finding.NotAvailable;
        }

        if ((description.Field.Senses & verbs) == Senses.None)
        {
            return Finding.No;
        }

        var tokens = description.Field.Tokens;
        foreach (var clause in description.Clauses)
        {
            if (clause.Sentence >= sentences)
            {
                break;
            }

            for (var i = clause.First; i < clause.End; i++)
            {
                if (tokens[i].Is(verbs) && !tokens[i].Identifier && !tokens[i].Is(Senses.NounVerb) && !IsDenied(tokens, i, clause.First))
                {
                    return Finding.Yes(Mark.OfVerb(description.Field, i, clause.End));
                }
            }
        }

        return Finding.No;
    }

    private static bool IsDenied(Token[] tokens, int at, int first)
    {
        for (var i = Math.Max(first, at - 4); i < at; i++)
        {
            if (tokens[i].Is(Senses.Negation))
            {
                return true;
            }
        }

        return false;
    }
}
