using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the name, or its end, a noun that also means to retrieve or look?</summary>
internal sealed class NounReadNameSignal() : NounVerbNameSignal("noun-read-name", SignalSubject.Of(Category.Read), Senses.Read)
{
    /// <inheritdoc/>
    public override string Question => "Is the name, or its end, a noun that also means to retrieve or look?";

    /// <inheritdoc/>
    public override string Motivation => "A noun at the end of a name is a weaker sign than a verb at its front.";
}
