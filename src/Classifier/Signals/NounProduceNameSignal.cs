using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the name, or its end, a noun that also means to make something to return?</summary>
internal sealed class NounProduceNameSignal() : NounVerbNameSignal("noun-produce-name", SignalSubject.Of(Category.Read), Senses.Produce)
{
    /// <inheritdoc/>
    public override string Question => "Is the name, or its end, a noun that also means to make something to return?";

    /// <inheritdoc/>
    public override string Motivation => "A noun at the end of a name is a weaker sign than a verb at its front.";
}
