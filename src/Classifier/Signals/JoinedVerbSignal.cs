using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;

namespace Catalog.Classifier.Signals;

/// <summary>Asks whether a verb joined to the first one (<c>create, update or delete</c>) does more.</summary>
internal abstract class JoinedVerbSignal(string id, SignalSubject subject, Senses verbs) : Signal(id, subject)
{
    private const int Reach = 14;

    /// <inheritdoc/>
    public override int Version => 2;

    /// <inheritdoc/>
    public override Finding Ask(ToolView tool)
    {
        if (tool.Description is not { Main: >= 0 } description)
        {
            return tool.Description is null ? Finding.NotAvailable : Finding.NotApplicable;
        }

        if ((description.Field.Senses & verbs) == Senses.None)
        {
            return Finding.No;
        }

        var clause = description.Clauses[description.Main];
        var tokens = description.Field.Tokens;
        for (var i = clause.Lead + 1; i < Math.Min(clause.End, clause.Lead + Reach); i++)
        {
            if (tokens[i].Is(verbs) && !tokens[i].Identifier && !tokens[i].Is(Senses.NounVerb) && IsJoined(description.Field, i))
            {
                return Finding.Yes(Mark.OfVerb(description.Field, i, clause.End));
            }
        }

        return Finding.No;
    }

    // `posts/drops` is one thing with two names; `create/drop` is two acts.
    private static bool IsOtherName(TextField field, int i) =>
        (!field.Tokens[i - 1].Is(Senses.AnyVerb) || field.Tokens[i - 1].Is(Senses.NounVerb)) && field.Text.AsSpan(field.Tokens[i - 1].End, field.Tokens[i].Start - field.Tokens[i - 1].End).Contains('/');

    private static bool IsJoined(TextField field, int i)
    {
        var before = field.WordOf(field.Tokens[i - 1]);
        return (field.Tokens[i].Before == Gap.List && !IsOtherName(field, i)) || before.Equals("and", StringComparison.OrdinalIgnoreCase) || before.Equals("or", StringComparison.OrdinalIgnoreCase)
            || before.Equals("then", StringComparison.OrdinalIgnoreCase);
    }
}
