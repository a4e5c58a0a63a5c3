using Catalog.Policy.Operators;

namespace Catalog.Policy.Checking.Warnings;

/// <summary><c>within_path</c> in <c>deny_if</c>, where it must foresee every spelling of a folder.</summary>
internal sealed class FolderInDenyWarning : IPolicyWarning
{
    public bool NeedsTools => false;

    public IEnumerable<(string Pointer, string Message)> Find(WarningContext context)
    {
        foreach (var one in context.Conditions.Where(static c => c is { Op: "within_path", Use: ConditionUse.DenyIf }))
        {
            yield return (one.Pointer, "links lead into a folder by other names than its own: write in `require` which folders are allowed, rather than here which are not");
        }
    }
}
