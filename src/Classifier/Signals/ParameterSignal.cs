using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;

namespace Catalog.Classifier.Signals;

/// <summary>Asks whether the tool takes an argument of a kind.</summary>
internal abstract class ParameterSignal(string id, SignalSubject subject, ParameterKinds kinds) : Signal(id, subject)
{
    /// <inheritdoc/>
    public override Finding Ask(ToolView tool)
    {
        if (tool.Parameters.Count == 0)
        {
            return Finding.NotAvailable;
        }

        return tool.FirstOrNull(kinds) is { } parameter ? Finding.Yes(Mark.Of(parameter)) : Finding.No;
    }
}
