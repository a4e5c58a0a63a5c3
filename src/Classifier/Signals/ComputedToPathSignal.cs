using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does a verb that makes something go with a path to put it?</summary>
internal sealed class ComputedToPathSignal() : Signal("computed-to-path", SignalSubject.Of(Category.Write))
{
    /// <inheritdoc/>
    public override string Question => "Does a verb that makes something go with a path to put it?";

    /// <inheritdoc/>
    public override string Motivation => "What is made at a path is stored there.";

    private const Senses Making = Senses.Compute | Senses.ComputeWeak | Senses.Produce | Senses.ReadWeak;

    /// <inheritdoc/>
    public override Finding Ask(ToolView tool)
    {
        if (tool.Parameters.Count == 0)
        {
            return Finding.NotAvailable;
        }

        var makes = tool.Name.Action >= 0 && tool.Name.Field.Tokens[tool.Name.Action].Is(Making) || tool.Description?.Lead is { } lead && lead.Is(Making);
        return makes && tool.FirstOrNull(ParameterKinds.Path) is { } path ? Finding.Yes(Mark.Of(path)) : Finding.No;
    }
}
