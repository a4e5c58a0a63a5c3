using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the verb of the name one that means to operate a screen or device?</summary>
internal sealed class NameOperateVerbSignal() : NameVerbSignal("name-operate-verb", SignalSubject.Of(Category.Execute), Senses.Operate)
{
    /// <inheritdoc/>
    public override string Question => "Is the verb of the name one that means to operate a screen or device?";

    /// <inheritdoc/>
    public override string Motivation => "A click does whatever the screen offers.";
}
