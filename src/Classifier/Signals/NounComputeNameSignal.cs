using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the name, or its end, a noun that also means to compute?</summary>
internal sealed class NounComputeNameSignal() : NounVerbNameSignal("noun-compute-name", SignalSubject.Of(Category.Read), Senses.Compute)
{
    /// <inheritdoc/>
    public override string Question => "Is the name, or its end, a noun that also means to compute?";

    /// <inheritdoc/>
    public override string Motivation => "A noun at the end of a name is a weaker sign than a verb at its front.";
}
