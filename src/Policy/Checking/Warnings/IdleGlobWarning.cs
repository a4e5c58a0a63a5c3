using Catalog.Policy.Checking.Reading;
using Catalog.Policy.Compiled;

namespace Catalog.Policy.Checking.Warnings;

/// <summary>A glob, or a hidden name, that matches nothing.</summary>
internal sealed class IdleGlobWarning : IPolicyWarning
{
    public bool NeedsTools => true;

    public IEnumerable<(string Pointer, string Message)> Find(WarningContext context)
    {
        foreach (var entry in context.Policy.Entries.Where(e => e.Name.IsGlob && !context.ToolsOf(e).Any()))
        {
            yield return (entry.Pointer, $"no tool of the server matches `{entry.Name.Text}`: check the name, case included");
        }

        for (var i = 0; i < context.Policy.File.Hide.Count; i++)
        {
            var hidden = new NamePattern(context.Policy.File.Hide[i]);
            if (!context.Tools.Keys.Any(hidden.Matches))
            {
                yield return (JsonPointer.Append("/hide", i), $"no tool of the server matches `{hidden.Text}`, so that nothing is hidden by it: check the name, case included");
            }
        }
    }
}
