using Catalog.Policy.Documents;

namespace Catalog.Policy.Checking.Warnings;

/// <summary>With <c>default: deny</c>, the other methods that pass.</summary>
internal sealed class OtherMethodsWarning : IPolicyWarning
{
    public bool NeedsTools => false;

    public IEnumerable<(string Pointer, string Message)> Find(WarningContext context)
    {
        if (context.Policy.File.Default == PolicyDefault.Deny)
        {
            yield return ("/default", "version 1 speaks of tools only: the server's resources, prompts and completions (`resources/*`, `prompts/*`, `completion/complete`) still pass, unless the gateway is told otherwise");
        }
    }
}
