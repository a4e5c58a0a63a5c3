using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the argument that selects the action allow one that means to put away in a way that can be taken back?</summary>
internal sealed class ActionValueSoftSignal() : ActionValueSignal("action-value-soft", SignalSubject.Of(Category.Write), Senses.SoftVerb)
{
    /// <inheritdoc/>
    public override string Question => "Does the argument that selects the action allow one that means to put away in a way that can be taken back?";

    /// <inheritdoc/>
    public override string Motivation => "The most severe of several effects counts.";
}
