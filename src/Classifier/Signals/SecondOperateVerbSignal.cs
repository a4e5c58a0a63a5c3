using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the name have a further verb that means to operate a screen or device?</summary>
internal sealed class SecondOperateVerbSignal() : SecondNameVerbSignal("second-operate-verb", SignalSubject.Of(Category.Execute), Senses.Operate)
{
    /// <inheritdoc/>
    public override string Question => "Does the name have a further verb that means to operate a screen or device?";

    /// <inheritdoc/>
    public override string Motivation => "The most severe of several effects counts.";
}
