using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is a verb that means to build, test or install joined to the first one of the description?</summary>
internal sealed class JoinedExecuteVerbSignal() : JoinedVerbSignal("joined-execute-verb", SignalSubject.Of(Category.Execute), Senses.Execute)
{
    /// <inheritdoc/>
    public override string Question => "Is a verb that means to build, test or install joined to the first one of the description?";

    /// <inheritdoc/>
    public override string Motivation => "The most severe of several effects counts.";
}
