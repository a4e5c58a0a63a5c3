using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it reach an address that the caller chooses?</summary>
internal sealed class ReachesAddressesSignal() : Signal("reaches-addresses", SignalSubject.Of(Facet.Network))
{
    /// <inheritdoc/>
    public override string Question => "Does it reach an address that the caller chooses?";

    /// <inheritdoc/>
    public override string Motivation => "An address of the caller may be one inside the network.";

    /// <inheritdoc/>
    public override Finding Ask(ToolView tool) => Finding.YesIf(TextMarks.Argument(tool, ParameterKinds.Url)
        ?? TextMarks.Phrase(tool, PhraseKind.CallerUrl));
}
