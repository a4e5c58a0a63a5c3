using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is a job, a build or a machine made or changed?</summary>
internal sealed class MadeRunSignal() : ActionObjectSignal("made-run", SignalSubject.Of(Category.Execute), Senses.Write | Senses.SoftVerb, Senses.Machine)
{
    /// <inheritdoc/>
    public override string Question => "Is a job, a build or a machine made or changed?";

    /// <inheritdoc/>
    public override string Motivation => "A job that is created runs.";
}
