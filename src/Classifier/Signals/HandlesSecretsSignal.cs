using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it read or issue secrets?</summary>
internal sealed class HandlesSecretsSignal() : Signal("handles-secrets", SignalSubject.Of(Facet.Credentials))
{
    /// <inheritdoc/>
    public override string Question => "Does it read or issue secrets?";

    /// <inheritdoc/>
    public override string Motivation => "A secret that is seen has to be replaced.";

    /// <inheritdoc/>
    public override Finding Ask(ToolView tool) => Finding.YesIf(ActionObject.Find(tool, Senses.AnyVerb, Senses.Secret)
        ?? TextMarks.PhraseInOpening(tool, PhraseKind.SecretWords));
}
