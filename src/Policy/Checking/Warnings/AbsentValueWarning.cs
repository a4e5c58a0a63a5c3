using Catalog.Policy.Operators;
using Catalog.Policy.Operators.Paths;

namespace Catalog.Policy.Checking.Warnings;

/// <summary>A <c>deny_if</c> or <c>when</c> condition that a caller evades by leaving the argument out.</summary>
internal sealed class AbsentValueWarning : IPolicyWarning
{
    public bool NeedsTools => true;

    public IEnumerable<(string Pointer, string Message)> Find(WarningContext context)
    {
        foreach (var one in context.Conditions.Where(static c => c.Use != ConditionUse.Require && c.OfArguments && c.Op != "exists" && !c.Condition.Test.HoldsWhenAbsent))
        {
            foreach (var (tool, schema) in context.ToolsOf(one.Entry))
            {
                if (schema is null || IsGuarded(context, tool, one.Condition.Path))
                {
                    continue;
                }

                var place = SchemaPlace.Find(schema.Value, one.Condition.Path.Steps);
                var byDefault = place.Default is { } value && one.Condition.Test.Evaluate(value, one.Use).Verdict == ConditionVerdict.Holds;
                if (place.Declared && (byDefault || !place.Required))
                {
                    yield return (one.Pointer, Sentence(one, tool, byDefault));
                    break;
                }
            }
        }
    }

    private static string Sentence(PlacedCondition one, string tool, bool byDefault)
    {
        var path = one.Condition.Path.Text;
        var why = byDefault ? $"the default of `{path}` in the input schema of `{tool}` meets it" : $"the input schema of `{tool}` does not require `{path}`";
        return $"a call without `{path}` does not meet this condition, and {why}: add a `require` with `exists` on it";
    }

    private static bool IsGuarded(WarningContext context, string tool, ConditionPath path)
    {
        var text = PathText.Of(path.Root, path.Steps);
        return context.EntriesFor(tool)
            .Where(static e => !e.Observed)
            .SelectMany(static e => e.Require)
            .SelectMany(static r => r.Conditions)
            .Any(c => !c.Test.HoldsWhenAbsent && PathText.Of(c.Path.Root, c.Path.Steps) == text);
    }
}
