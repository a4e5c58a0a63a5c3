using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the text speak of other agents?</summary>
internal sealed class SaysAgentsSignal() : PhraseSignal("says-agents", SignalSubject.Of(Category.Execute), PhraseKind.Agents)
{
    /// <inheritdoc/>
    public override string Question => "Does the text speak of other agents?";

    /// <inheritdoc/>
    public override string Motivation => "An agent acts by itself.";
}
