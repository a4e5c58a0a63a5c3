using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Do many of the other tools write?</summary>
internal sealed class SiblingsWriteSignal() : SiblingSensesSignal("siblings-write", SignalSubject.Of(Category.Write), Senses.Write, oneIn: 2)
{
    /// <inheritdoc/>
    public override string Question => "Do many of the other tools write?";

    /// <inheritdoc/>
    public override string Motivation => "A server that writes mostly writes.";
}
