using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the verb of the name one that means to put away in a way that can be taken back?</summary>
internal sealed class NameSoftVerbSignal() : NameVerbSignal("name-soft-verb", SignalSubject.Of(Category.Write), Senses.SoftVerb)
{
    /// <inheritdoc/>
    public override string Question => "Is the verb of the name one that means to put away in a way that can be taken back?";

    /// <inheritdoc/>
    public override string Motivation => "Archiving, closing and the like can be taken back.";
}
