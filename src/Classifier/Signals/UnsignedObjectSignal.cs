using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is something only drafted or prepared?</summary>
internal sealed class UnsignedObjectSignal() : ActionObjectSignal("unsigned-object", SignalSubject.Of(Category.Write), Senses.Write | Senses.Compute | Senses.ComputeWeak | Senses.Produce | Senses.PayWeak, Senses.Unsigned)
{
    /// <inheritdoc/>
    public override string Question => "Is something only drafted or prepared?";

    /// <inheritdoc/>
    public override string Motivation => "What is prepared binds nobody yet.";
}
