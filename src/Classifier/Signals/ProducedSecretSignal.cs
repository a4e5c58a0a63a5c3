using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is a key or a token generated?</summary>
internal sealed class ProducedSecretSignal() : ActionObjectSignal("produced-secret", SignalSubject.Of(Category.Write), Senses.Produce, Senses.Secret | Senses.Access)
{
    /// <inheritdoc/>
    public override string Question => "Is a key or a token generated?";

    /// <inheritdoc/>
    public override string Motivation => "A key that is generated gives access.";
}
