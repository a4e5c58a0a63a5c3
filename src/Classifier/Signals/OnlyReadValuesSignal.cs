using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does every value of the argument that selects the action only read?</summary>
internal sealed class OnlyReadValuesSignal() : Signal("only-read-values", SignalSubject.Of(Category.Read))
{
    /// <inheritdoc/>
    public override string Question => "Does every value of the argument that selects the action only read?";

    /// <inheritdoc/>
    public override string Motivation => "Where every action reads, the tool reads.";

    private const Senses Reading = Senses.Read | Senses.ReadWeak | Senses.Compute | Senses.ReadNoun;

    /// <inheritdoc/>
    public override Finding Ask(ToolView tool)
    {
        Mark? mark = null;
        foreach (var parameter in tool.Parameters)
        {
            if (!parameter.Is(ParameterKinds.Action) || parameter.Values.Count < 2)
            {
                continue;
            }

            foreach (var value in parameter.Values)
            {
                if ((value.Senses & Reading) == Senses.None)
                {
                    return Finding.No;
                }
            }

            mark ??= Mark.Of(parameter.Values[0]);
        }

        return mark is null ? Finding.NotApplicable : Finding.Yes(mark);
    }
}
