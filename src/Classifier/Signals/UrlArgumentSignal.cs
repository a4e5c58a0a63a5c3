using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it take an address?</summary>
internal sealed class UrlArgumentSignal() : ParameterSignal("url-argument", SignalSubject.Of(Category.Read), ParameterKinds.Url)
{
    /// <inheritdoc/>
    public override string Question => "Does it take an address?";

    /// <inheritdoc/>
    public override string Motivation => "An address is fetched.";
}
