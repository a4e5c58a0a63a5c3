using Catalog.Policy.Operators;
using Catalog.Policy.Operators.Regex;

namespace Catalog.Policy.Checking.Warnings;

/// <summary><c>.</c> without <c>(?s)</c> in <c>deny_if</c>, which a line feed evades.</summary>
internal sealed class DotInDenyWarning : IPolicyWarning
{
    public bool NeedsTools => false;

    public IEnumerable<(string Pointer, string Message)> Find(WarningContext context)
    {
        foreach (var one in context.Conditions.Where(static c => c is { Op: "regex", Use: ConditionUse.DenyIf }))
        {
            if (PatternParser.ParseOrNull(one.Written.Value.GetString()!, out _) is { } pattern && HasDot(pattern))
            {
                yield return (one.Pointer, "`.` does not match a line feed, so that a value with one in the right place is not denied: begin the pattern with `(?s)`");
            }
        }
    }

    private static bool HasDot(PatternNode node) => node.Set is { Ranges: [(0, '\n' - 1), ('\n' + 1, CodePointSet.Last)] } || node.Parts.Any(HasDot);
}
