using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Do many of the other tools run or steer things?</summary>
internal sealed class SiblingsRunSignal() : Signal("siblings-run", SignalSubject.Of(Category.Execute))
{
    /// <inheritdoc/>
    public override string Question => "Do many of the other tools run or steer things?";

    /// <inheritdoc/>
    public override string Motivation => "On such a server a plain verb runs things too.";

    private const int OneIn = 3;

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
            if ((sibling.Senses & (Senses.Execute | Senses.Control | Senses.Run)) != Senses.None)
            {
                count++;
                seen ??= sibling;
            }
        }

        return count * OneIn >= tool.Siblings.Length && seen is not null ? Finding.Yes(Mark.Of(seen)) : Finding.No;
    }
}
