using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;

namespace Catalog.Classifier.Signals;

/// <summary>Asks whether a later thought of the description starts with a verb of a kind.</summary>
internal abstract class LaterVerbSignal(string id, SignalSubject subject, Senses verbs) : Signal(id, subject)
{
    private const int Reach = 12;

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

        for (var i = Math.Max(description.Main + 1, 0); i < Math.Min(description.Clauses.Length, Reach); i++)
        {
            var clause = description.Clauses[i];
            if (clause is { Lead: >= 0, Negated: false } && description.Field.Tokens[clause.Lead].Is(verbs))
            {
                return Finding.Yes(Mark.OfVerb(description.Field, clause.Lead, clause.End));
            }
        }

        return Finding.No;
    }
}
