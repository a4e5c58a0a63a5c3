using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it take a query?</summary>
internal sealed class QueryArgumentSignal() : ParameterSignal("query-argument", SignalSubject.Of(Category.Execute), ParameterKinds.Sql)
{
    /// <inheritdoc/>
    public override string Question => "Does it take a query?";

    /// <inheritdoc/>
    public override string Motivation => "A query of the caller's may do more than read.";
}
