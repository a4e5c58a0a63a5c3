namespace Catalog.Policy.Checking.Warnings;

/// <summary>A listed tool that the upstream does not have.</summary>
internal sealed class MissingToolWarning : IPolicyWarning
{
    public bool NeedsTools => true;

    public IEnumerable<(string Pointer, string Message)> Find(WarningContext context)
    {
        foreach (var entry in context.Policy.Entries.Where(e => !e.Name.IsGlob && !context.Tools.ContainsKey(e.Name.Text)))
        {
            yield return (entry.Pointer, $"the server has no tool `{entry.Name.Text}`: check the name, case included");
        }
    }
}
