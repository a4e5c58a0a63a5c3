using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it take words to search for?</summary>
internal sealed class SearchArgumentSignal() : ParameterSignal("search-argument", SignalSubject.Of(Category.Read), ParameterKinds.Search)
{
    /// <inheritdoc/>
    public override string Question => "Does it take words to search for?";

    /// <inheritdoc/>
    public override string Motivation => "A search only reads.";
}
