using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it run code?</summary>
internal sealed class RunsCodeSignal() : Signal("runs-code", SignalSubject.Of(Facet.Code))
{
    /// <inheritdoc/>
    public override string Question => "Does it run code?";

    /// <inheritdoc/>
    public override string Motivation => "Code can do all that the account can.";

    /// <inheritdoc/>
    public override Finding Ask(ToolView tool) => Finding.YesIf(TextMarks.Phrase(tool, PhraseKind.RunsCode)
        ?? TextMarks.Argument(tool, ParameterKinds.Code)
        ?? ActionObject.Find(tool, Senses.Run | Senses.Execute | Senses.Operate, Senses.Code));
}
