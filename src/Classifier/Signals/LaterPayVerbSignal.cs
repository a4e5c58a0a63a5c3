using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does a later thought of the description start with a verb that means to move money or value?</summary>
internal sealed class LaterPayVerbSignal() : LaterVerbSignal("later-pay-verb", SignalSubject.Of(Category.Financial), Senses.Pay)
{
    /// <inheritdoc/>
    public override string Question => "Does a later thought of the description start with a verb that means to move money or value?";

    /// <inheritdoc/>
    public override string Motivation => "What a tool does is sometimes said behind a preamble.";
}
