using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Actions;

/// <summary>
/// Classifies each value of the argument that selects the action, as though it were a tool of its own: named for the value and for what the tool is about, described by
/// the words that speak of this value alone. Other arguments are left out, for they belong to all values together.
/// </summary>
internal sealed class ActionJudge(Func<ToolDefinition, Classification> classify)
{
    /// <summary>The id under which the quotes stand.</summary>
    public const string SignalId = "action-value";

    private const int MostValues = 60;

    /// <summary>A verdict for each value, in the order of the schema, each value once; empty where no argument selects the action or it has more than 60 values.</summary>
    public IReadOnlyList<ActionVerdict> Judge(ToolView view)
    {
        if (ActionArgument.FindOrNull(view) is not { } selector || selector.Parameter.Values.Count > MostValues)
        {
            return [];
        }

        var values = selector.Parameter.Values;
        return [.. values.DistinctBy(static v => v.Text, StringComparer.Ordinal).Select(value => Verdict(view, selector, value))];
    }

    private ActionVerdict Verdict(ToolView view, ActionArgument selector, TextField value)
    {
        var told = ActionText.FindOrNull(selector.Parameter.Description, value.Text, selector.Parameter.Values)
            ?? ActionText.FindOrNull(view.Description?.Field, value.Text, selector.Parameter.Values);
        var alone = new ToolDefinition
        {
            Tool = NameOf(value, view.Name),
            Description = told is null ? null : told.Field.Text.Substring(told.Start, told.Length),
        };
        var verdict = classify(alone);
        var itself = EvidenceChooser.Quote(SignalId, new Mark(value, 0, value.Text.Length));
        return new ActionVerdict
        {
            Argument = selector.Name,
            Value = value.Text,
            Category = verdict.Category,
            Risk = verdict.Risk,
            Evidence = told is null ? [itself] : [itself, EvidenceChooser.Quote(SignalId, told)],
        };
    }

    // `delete` of `manage_issue` is `delete_issue`; `delete_comment` says all by itself.
    private static string NameOf(TextField value, NameView name)
    {
        if (value.Tokens.Length > 1)
        {
            return value.Text;
        }

        var things = name.Field.Tokens.Where((token, i) => i >= name.Prefix && i != name.Action && !token.Is(Senses.Multi)).Select(token => name.Field.WordOf(token).ToString());
        return string.Join('_', things.Prepend(value.Text));
    }
}
