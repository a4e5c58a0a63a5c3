using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is a coin, a token or an approval on a chain made or changed?</summary>
internal sealed class WrittenChainSignal() : ActionObjectSignal("written-chain", SignalSubject.Of(Category.Financial), Senses.Write | Senses.Control, Senses.Chain)
{
    /// <inheritdoc/>
    public override string Question => "Is a coin, a token or an approval on a chain made or changed?";

    /// <inheritdoc/>
    public override string Motivation => "On a chain a change is final.";
}
