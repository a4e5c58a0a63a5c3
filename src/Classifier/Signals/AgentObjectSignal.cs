using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it act on or speak to an agent?</summary>
internal sealed class AgentObjectSignal() : ActionObjectSignal("agent-object", SignalSubject.Of(Category.Execute), Senses.Execute | Senses.Run | Senses.Control | Senses.Write | Senses.PayWeak, Senses.Agent)
{
    /// <inheritdoc/>
    public override string Question => "Does it act on or speak to an agent?";

    /// <inheritdoc/>
    public override string Motivation => "An agent acts by itself.";
}
