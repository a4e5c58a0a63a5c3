namespace Catalog.Policy.Checking.Warnings;

/// <summary><c>hide</c> and <c>tools</c> naming the same tool: hidden wins.</summary>
internal sealed class HiddenAndListedWarning : IPolicyWarning
{
    public bool NeedsTools => false;

    public IEnumerable<(string Pointer, string Message)> Find(WarningContext context)
    {
        foreach (var entry in context.Policy.Entries.Where(e => !e.Name.IsEverything && context.Policy.IsHidden(e.Name.Text)))
        {
            yield return (entry.Pointer, $"`{entry.Name.Text}` is hidden too, and what is hidden is denied: take it out of `hide` or out of `tools`");
        }
    }
}
