using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is a thing taken out of another that stays?</summary>
internal sealed class RemovedFromSignal() : Signal("removed-from", SignalSubject.Of(Category.Write))
{
    /// <inheritdoc/>
    public override string Question => "Is a thing taken out of another that stays?";

    /// <inheritdoc/>
    public override string Motivation => "Taking out of a list or a group can be put back.";

    private const int Reach = 10;

    /// <inheritdoc/>
    public override Finding Ask(ToolView tool)
    {
        if (tool.Description is not { Main: >= 0, Lead: { } lead } description)
        {
            return tool.Description is null ? Finding.NotAvailable : Finding.NotApplicable;
        }

        if (!lead.Is(Senses.Remove | Senses.Delete))
        {
            return Finding.No;
        }

        var clause = description.Clauses[description.Main];
        var tokens = description.Field.Tokens;
        for (var i = clause.Lead + 2; i < Math.Min(clause.End, clause.Lead + Reach); i++)
        {
            if (description.Field.WordOf(tokens[i]).Equals("from", StringComparison.OrdinalIgnoreCase))
            {
                return Finding.Yes(Mark.Of(description.Field, tokens[clause.Lead], tokens[i]));
            }
        }

        return Finding.No;
    }
}
