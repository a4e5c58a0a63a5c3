using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;

namespace Catalog.Classifier.Signals;

/// <summary>What the other tools of the server mostly do, for a name that says little by itself.</summary>
/// <param name="id">See <see cref="Signal"/>.</param>
/// <param name="subject">What it speaks for.</param>
/// <param name="senses">The senses of names that count.</param>
/// <param name="oneIn">Of how many siblings one must count, for the answer to be yes.</param>
internal abstract class SiblingSensesSignal(string id, SignalSubject subject, Senses senses, int oneIn) : Signal(id, subject)
{
    private const int Fewest = 3;

    /// <inheritdoc/>
    public override Finding Ask(ToolView tool)
    {
        if (tool.Siblings.Length < Fewest)
        {
            return Finding.NotAvailable;
        }

        var count = 0;
        TextField? seen = null;
        foreach (var sibling in tool.Siblings)
        {
            if ((sibling.Senses & senses) != Senses.None)
            {
                count++;
                seen ??= sibling;
            }
        }

        return count * oneIn >= tool.Siblings.Length && seen is not null ? Finding.Yes(Mark.Of(seen)) : Finding.No;
    }
}
