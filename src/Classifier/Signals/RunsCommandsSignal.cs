using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it run commands?</summary>
internal sealed class RunsCommandsSignal() : Signal("runs-commands", SignalSubject.Of(Facet.Shell))
{
    /// <inheritdoc/>
    public override string Question => "Does it run commands?";

    /// <inheritdoc/>
    public override string Motivation => "A command can do all that the account can.";

    /// <inheritdoc/>
    public override Finding Ask(ToolView tool) => Finding.YesIf(TextMarks.Phrase(tool, PhraseKind.RunsShell)
        ?? TextMarks.Argument(tool, ParameterKinds.Command)
        ?? ActionObject.Find(tool, Senses.Run | Senses.Execute, Senses.Shell));
}
