using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the name, or its end, a noun that also means to build, test or install?</summary>
internal sealed class NounExecuteNameSignal() : NounVerbNameSignal("noun-execute-name", SignalSubject.Of(Category.Execute), Senses.Execute)
{
    /// <inheritdoc/>
    public override string Question => "Is the name, or its end, a noun that also means to build, test or install?";

    /// <inheritdoc/>
    public override string Motivation => "A noun at the end of a name is a weaker sign than a verb at its front.";
}
