using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Do many of the other tools write?</summary>
internal sealed class SiblingsWriteSignal() : Signal("siblings-write", SignalSubject.Of(Category.Write))
{
    /// <inheritdoc/>
    public override string Question => "Do many of the other tools write?";

    /// <inheritdoc/>
    public override string Motivation => "A server that writes mostly writes.";

    private const int OneIn = 2;

    /// <inheritdoc/>
    public override Finding Ask(ToolView tool)
    {
        if (tool.Siblings.Length < 3)
        {
            return Finding.NotAvailable;
        }

        var count = 0;
        TextField? seen = null;
        foreach (var sibling in tool.Siblings)
        {
            if ((sibling.Senses & (Senses.Write)) != Senses.None)
            {
                count++;
                seen ??= sibling;
            }
        }

        return count * OneIn >= tool.Siblings.Length && seen is not null ? Finding.Yes(Mark.Of(seen)) : Finding.No;
    }
}
