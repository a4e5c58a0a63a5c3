using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does a later thought of the description start with a verb that means to start, stop or steer?</summary>
internal sealed class LaterControlVerbSignal() : LaterVerbSignal("later-control-verb", SignalSubject.Of(Category.Execute), Senses.Control)
{
    /// <inheritdoc/>
    public override string Question => "Does a later thought of the description start with a verb that means to start, stop or steer?";

    /// <inheritdoc/>
    public override string Motivation => "What a tool does is sometimes said behind a preamble.";
}
