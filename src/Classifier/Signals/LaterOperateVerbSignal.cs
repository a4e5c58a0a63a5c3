using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does a later thought of the description start with a verb that means to operate a screen or device?</summary>
internal sealed class LaterOperateVerbSignal() : LaterVerbSignal("later-operate-verb", SignalSubject.Of(Category.Execute), Senses.Operate)
{
    /// <inheritdoc/>
    public override string Question => "Does a later thought of the description start with a verb that means to operate a screen or device?";

    /// <inheritdoc/>
    public override string Motivation => "What a tool does is sometimes said behind a preamble.";
}
