using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Do many of the other tools move value?</summary>
internal sealed class SiblingsPaySignal() : Signal("siblings-pay", SignalSubject.Of(Category.Financial))
{
    /// <inheritdoc/>
    public override string Question => "Do many of the other tools move value?";

    /// <inheritdoc/>
    public override string Motivation => "A server of payments mostly moves money.";

    private const int OneIn = 4;

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
            if ((sibling.Senses & (Senses.Pay)) != Senses.None)
            {
                count++;
                seen ??= sibling;
            }
        }

        return count * OneIn >= tool.Siblings.Length && seen is not null ? Finding.Yes(Mark.Of(seen)) : Finding.No;
    }
}
