using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is a message or a post made?</summary>
internal sealed class MessageObjectSignal() : ActionObjectSignal("message-object", SignalSubject.Of(Category.Write), Senses.Write | Senses.PayWeak, Senses.Message)
{
    /// <inheritdoc/>
    public override string Question => "Is a message or a post made?";

    /// <inheritdoc/>
    public override string Motivation => "Sending is writing.";
}
