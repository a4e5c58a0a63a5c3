using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it take arguments for paging, sorting or a span of time?</summary>
internal sealed class PagingArgumentSignal() : ParameterSignal("paging-argument", SignalSubject.Of(Category.Read), ParameterKinds.Paging)
{
    /// <inheritdoc/>
    public override string Question => "Does it take arguments for paging, sorting or a span of time?";

    /// <inheritdoc/>
    public override string Motivation => "Only lists are paged.";
}
