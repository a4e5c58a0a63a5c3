using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does an argument select the action?</summary>
internal sealed class ActionArgumentSignal() : ParameterSignal("action-argument", SignalSubject.Of(Category.Write), ParameterKinds.Action)
{
    /// <inheritdoc/>
    public override string Question => "Does an argument select the action?";

    /// <inheritdoc/>
    public override string Motivation => "A tool of several actions mostly changes something in one of them.";
}
