using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it change who may do what?</summary>
internal sealed class ChangesAccessSignal() : Signal("changes-access", SignalSubject.Of(Facet.Access))
{
    // Further off stands whose or where the thing is, not what is changed.
    private const int Near = 4;

    /// <inheritdoc/>
    public override string Question => "Does it change who may do what?";

    /// <inheritdoc/>
    public override string Motivation => "Access that is given or taken outlives the call.";

    /// <inheritdoc/>
    public override Finding Ask(ToolView tool) => Finding.YesIf(ActionObject.Find(tool, Senses.Write | Senses.Delete | Senses.Remove | Senses.SoftVerb | Senses.Cancel, Senses.Access, Near));
}
