using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Do many of the other tools operate a screen?</summary>
internal sealed class SiblingsScreenSignal() : SiblingSensesSignal("siblings-screen", SignalSubject.Of(Category.Execute), Senses.Operate, oneIn: 4)
{
    /// <inheritdoc/>
    public override string Question => "Do many of the other tools operate a screen?";

    /// <inheritdoc/>
    public override string Motivation => "On such a server a plain verb operates too.";
}
