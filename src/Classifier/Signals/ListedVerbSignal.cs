using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;

namespace Catalog.Classifier.Signals;

/// <summary>Asks whether the description lists actions, three or more, one of them of a kind.</summary>
internal abstract class ListedVerbSignal(string id, SignalSubject subject, Senses verbs) : Signal(id, subject)
{
    private const int Fewest = 3;

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
            var listed = 0;
            var found = -1;
            for (var i = clause.First; i < clause.End; i++)
            {
                if (tokens[i].Is(Senses.AnyVerb) && (tokens[i].Before >= Gap.List || i == clause.First))
                {
                    listed++;
                    found = found < 0 && tokens[i].Is(verbs) ? i : found;
                }
            }

            if (listed >= Fewest && found >= 0)
            {
                return Finding.Yes(Mark.OfVerb(description.Field, found, Math.Min(clause.End, found + 1)));
            }
        }

        return Finding.No;
    }
}
