using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Do many of the other tools run or steer things?</summary>
internal sealed class SiblingsRunSignal() : SiblingSensesSignal("siblings-run", SignalSubject.Of(Category.Execute), Senses.Execute | Senses.Control | Senses.Run, oneIn: 3)
{
    /// <inheritdoc/>
    public override string Question => "Do many of the other tools run or steer things?";

    /// <inheritdoc/>
    public override string Motivation => "On such a server a plain verb runs things too.";
}
