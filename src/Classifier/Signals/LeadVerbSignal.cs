using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;

namespace Catalog.Classifier.Signals;

/// <summary>Asks what the first verb of the description does.</summary>
internal abstract class LeadVerbSignal(string id, SignalSubject subject, Senses verbs) : Signal(id, subject)
{
    /// <inheritdoc/>
    public override Finding Ask(ToolView tool)
    {
        if (tool.Description is not { } description)
        {
            return Finding.NotAvailable;
        }

        return (description.LeadSenses & verbs) != Senses.None
            ? Finding.Yes(Mark.OfVerb(description.Field, description.Clauses[description.Main].Lead, description.Clauses[description.Main].End))
            : Finding.No;
    }
}
