using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is a verb that means to create or change joined to the first one of the description?</summary>
internal sealed class JoinedWriteVerbSignal() : JoinedVerbSignal("joined-write-verb", SignalSubject.Of(Category.Write), Senses.Write)
{
    /// <inheritdoc/>
    public override string Question => "Is a verb that means to create or change joined to the first one of the description?";

    /// <inheritdoc/>
    public override string Motivation => "The most severe of several effects counts.";
}
