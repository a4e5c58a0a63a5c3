using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it touch local files?</summary>
internal sealed class TouchesFilesSignal() : Signal("touches-files", SignalSubject.Of(Facet.Files))
{
    /// <inheritdoc/>
    public override string Question => "Does it touch local files?";

    /// <inheritdoc/>
    public override string Motivation => "A path reaches whatever the account may read or write.";

    /// <inheritdoc/>
    public override Finding Ask(ToolView tool) => Finding.YesIf(TextMarks.Argument(tool, ParameterKinds.Path)
        ?? TextMarks.Phrase(tool, PhraseKind.StoresResult)
        ?? TextMarks.Phrase(tool, PhraseKind.Reads));
}
