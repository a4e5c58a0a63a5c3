using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the verb act on a process, a machine, a job or a build?</summary>
internal sealed class RunObjectSignal() : ActionObjectSignal("run-object", SignalSubject.Of(Category.Execute), Senses.Execute | Senses.Run | Senses.Control | Senses.Open, Senses.Machine)
{
    /// <inheritdoc/>
    public override string Question => "Does the verb act on a process, a machine, a job or a build?";

    /// <inheritdoc/>
    public override string Motivation => "What runs decides what happens.";
}
