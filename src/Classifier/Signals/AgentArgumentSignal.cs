using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it take an agent, a model or instructions?</summary>
internal sealed class AgentArgumentSignal() : ParameterSignal("agent-argument", SignalSubject.Of(Category.Execute), ParameterKinds.Agent)
{
    /// <inheritdoc/>
    public override string Question => "Does it take an agent, a model or instructions?";

    /// <inheritdoc/>
    public override string Motivation => "An agent acts by itself.";
}
