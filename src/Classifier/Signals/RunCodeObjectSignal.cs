using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it run code, a query or a command?</summary>
internal sealed class RunCodeObjectSignal() : ActionObjectSignal("run-code-object", SignalSubject.Of(Category.Execute), Senses.Execute | Senses.Run | Senses.Operate, Senses.Code | Senses.Sql | Senses.Shell)
{
    /// <inheritdoc/>
    public override string Question => "Does it run code, a query or a command?";

    /// <inheritdoc/>
    public override string Motivation => "The caller writes what runs.";
}
