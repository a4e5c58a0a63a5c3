using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it take several arguments that are content to store?</summary>
internal sealed class ManyContentArgumentsSignal() : Signal("many-content-arguments", SignalSubject.Of(Category.Write))
{
    /// <inheritdoc/>
    public override string Question => "Does it take several arguments that are content to store?";

    /// <inheritdoc/>
    public override string Motivation => "Who hands content over wants it kept.";

    private const int Fewest = 2;

    /// <inheritdoc/>
    public override Finding Ask(ToolView tool)
    {
        if (tool.Parameters.Count == 0)
        {
            return Finding.NotAvailable;
        }

        var found = tool.Parameters.Where(static p => p.Is(ParameterKinds.Content) && !p.Is(ParameterKinds.Paging)).Take(Fewest).ToList();
        return found.Count == Fewest ? Finding.Yes(Mark.Of(found[0])) : Finding.No;
    }
}
