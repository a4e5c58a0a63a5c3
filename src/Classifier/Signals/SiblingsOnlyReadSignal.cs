using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Do all of the other tools only read?</summary>
internal sealed class SiblingsOnlyReadSignal() : Signal("siblings-only-read", SignalSubject.Of(Category.Read))
{
    /// <inheritdoc/>
    public override string Question => "Do all of the other tools only read?";

    /// <inheritdoc/>
    public override string Motivation => "A server that only reads mostly has nothing else.";

    private const Senses Changing = Senses.Write | Senses.Execute | Senses.Run | Senses.Control | Senses.Delete | Senses.Remove | Senses.Operate | Senses.Pay;

    /// <inheritdoc/>
    public override Finding Ask(ToolView tool)
    {
        if (tool.Siblings.Length < 3)
        {
            return Finding.NotAvailable;
        }

        foreach (var sibling in tool.Siblings)
        {
            foreach (var token in sibling.Tokens)
            {
                if (token.Is(Changing) && !token.Is(Senses.NounVerb))
                {
                    return Finding.No;
                }
            }
        }

        return Finding.Yes(Mark.Of(tool.Siblings[0]));
    }
}
