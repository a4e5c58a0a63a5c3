using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the verb of the name one that means to build, test or install?</summary>
internal sealed class NameExecuteVerbSignal() : NameVerbSignal("name-execute-verb", SignalSubject.Of(Category.Execute), Senses.Execute)
{
    /// <inheritdoc/>
    public override string Question => "Is the verb of the name one that means to build, test or install?";

    /// <inheritdoc/>
    public override string Motivation => "What is built or tested runs.";
}
