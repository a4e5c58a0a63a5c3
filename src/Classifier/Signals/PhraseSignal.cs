using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;

namespace Catalog.Classifier.Signals;

/// <summary>Asks whether the title or what the description says of the tool itself has a phrase of a kind.</summary>
internal abstract class PhraseSignal(string id, SignalSubject subject, PhraseKind kind) : Signal(id, subject)
{
    /// <inheritdoc/>
    public override Finding Ask(ToolView tool)
    {
        if (tool.Description is { } description)
        {
            foreach (var hit in description.Field.Phrases)
            {
                if (hit.Kind == kind && hit.First < description.ArgumentsFrom)
                {
                    return Finding.Yes(Mark.Of(description.Field, hit));
                }
            }
        }

        return tool.Title?.FirstOrNull(kind) is { } titled ? Finding.Yes(Mark.Of(tool.Title, titled)) : tool.Description is null ? Finding.NotAvailable : Finding.No;
    }
}
