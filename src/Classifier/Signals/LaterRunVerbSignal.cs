using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does a later thought of the description start with a verb that means to run or launch?</summary>
internal sealed class LaterRunVerbSignal() : LaterVerbSignal("later-run-verb", SignalSubject.Of(Category.Execute), Senses.Run)
{
    /// <inheritdoc/>
    public override string Question => "Does a later thought of the description start with a verb that means to run or launch?";

    /// <inheritdoc/>
    public override string Motivation => "What a tool does is sometimes said behind a preamble.";
}
