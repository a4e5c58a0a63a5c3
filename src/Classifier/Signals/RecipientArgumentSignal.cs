using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it take a recipient?</summary>
internal sealed class RecipientArgumentSignal() : ParameterSignal("recipient-argument", SignalSubject.Of(Category.Financial), ParameterKinds.Recipient)
{
    /// <inheritdoc/>
    public override string Question => "Does it take a recipient?";

    /// <inheritdoc/>
    public override string Motivation => "Value moves to somebody.";
}
