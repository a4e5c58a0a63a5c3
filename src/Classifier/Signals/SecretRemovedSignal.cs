using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is a key or a token removed?</summary>
internal sealed class SecretRemovedSignal() : ActionObjectSignal("secret-removed", SignalSubject.Of(Category.Destructive), Senses.Remove | Senses.Delete | Senses.SoftVerb, Senses.Secret)
{
    /// <inheritdoc/>
    public override string Question => "Is a key or a token removed?";

    /// <inheritdoc/>
    public override string Motivation => "Whoever used it is locked out.";
}
