using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it drive a browser or a desktop?</summary>
internal sealed class DrivesScreenSignal() : Signal("drives-screen", SignalSubject.Of(Facet.Browser))
{
    /// <inheritdoc/>
    public override string Question => "Does it drive a browser or a desktop?";

    /// <inheritdoc/>
    public override string Motivation => "What is on the screen is open to it, sessions of the user too.";

    /// <inheritdoc/>
    public override Finding Ask(ToolView tool) => Finding.YesIf(TextMarks.Spoken(tool, Senses.UiWord)
        ?? ActionObject.Find(tool, Senses.Operate | Senses.Open | Senses.SoftVerb | Senses.Session | Senses.Run, Senses.Browser));
}
