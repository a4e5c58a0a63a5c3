using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is an application, a page or a terminal opened?</summary>
internal sealed class OpenedAppSignal() : ActionObjectSignal("opened-app", SignalSubject.Of(Category.Execute), Senses.Open | Senses.Run, Senses.Browser | Senses.Device | Senses.Machine | Senses.Shell | Senses.Code)
{
    /// <inheritdoc/>
    public override string Question => "Is an application, a page or a terminal opened?";

    /// <inheritdoc/>
    public override string Motivation => "What is opened starts to run.";
}
