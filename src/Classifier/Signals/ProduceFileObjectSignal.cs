using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is a file made?</summary>
internal sealed class ProduceFileObjectSignal() : ActionObjectSignal("produce-file-object", SignalSubject.Of(Category.Write), Senses.Produce, Senses.File)
{
    /// <inheritdoc/>
    public override string Question => "Is a file made?";

    /// <inheritdoc/>
    public override string Motivation => "A file that is made is kept.";
}
