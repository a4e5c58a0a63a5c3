using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the name, or its end, a noun that also means to create or change?</summary>
internal sealed class NounWriteNameSignal() : NounVerbNameSignal("noun-write-name", SignalSubject.Of(Category.Write), Senses.Write)
{
    /// <inheritdoc/>
    public override string Question => "Is the name, or its end, a noun that also means to create or change?";

    /// <inheritdoc/>
    public override string Motivation => "A noun at the end of a name is a weaker sign than a verb at its front.";
}
