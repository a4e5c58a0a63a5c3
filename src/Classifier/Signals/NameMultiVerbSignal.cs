using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the verb of the name one that means to manage in several ways?</summary>
internal sealed class NameMultiVerbSignal() : NameVerbSignal("name-multi-verb", SignalSubject.Of(Category.Write), Senses.Multi)
{
    /// <inheritdoc/>
    public override string Question => "Is the verb of the name one that means to manage in several ways?";

    /// <inheritdoc/>
    public override string Motivation => "Managing changes things.";
}
