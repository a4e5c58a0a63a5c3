using Catalog.Policy.Compiled;
using Catalog.Policy.Operators;
using Catalog.Policy.Operators.Paths;

namespace Catalog.Policy.Checking.Warnings;

/// <summary>A path that is not in the tool's input schema, or whose type there can never match.</summary>
internal sealed class UnknownPathWarning : IPolicyWarning
{
    public bool NeedsTools => true;

    public IEnumerable<(string Pointer, string Message)> Find(WarningContext context)
    {
        foreach (var one in context.Conditions.Where(static c => c.OfArguments))
        {
            var places = PlacesOf(context, one.Entry, one.Condition.Path);
            if (places.Count == 0)
            {
                continue;
            }

            if (places.TrueForAll(static p => !p.Declared))
            {
                yield return (one.Pointer + "/path", NotThere(one.Condition.Path));
            }
            else if (one.Op != "exists" && places.Where(static p => p.Declared).All(p => (p.Types & one.Condition.Test.CanHoldFor) == ValueTypes.None))
            {
                yield return (one.Pointer, $"`{one.Op}` with this operand can never match `{one.Condition.Path.Text}`, whose type in the input schema is another");
            }
        }

        foreach (var entry in context.Policy.Entries)
        {
            foreach (var limit in entry.Limits.Where(static l => l.Amount is not null))
            {
                var places = PlacesOf(context, entry, limit.Amount!);
                if (places.Count > 0 && places.TrueForAll(static p => !p.Declared))
                {
                    yield return (limit.Pointer, NotThere(limit.Amount!));
                }
                else if (places.Count > 0 && places.TrueForAll(static p => !p.Types.HasFlag(ValueTypes.Number)))
                {
                    yield return (limit.Pointer, $"`{limit.Amount!.Text}` is no number in the input schema, and every call is denied");
                }
            }
        }
    }

    private static string NotThere(ConditionPath path) => $"`{path.Text}` is not in the tool's input schema: check the name, case included";

    // What an entry for many tools names need be in one of them only.
    private static List<SchemaPlace> PlacesOf(WarningContext context, CompiledEntry entry, ConditionPath path) =>
        [.. context.ToolsOf(entry).Where(static t => t.Schema is not null).Select(t => SchemaPlace.Find(t.Schema!.Value, path.Steps))];
}
