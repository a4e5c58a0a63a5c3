using Catalog.Policy.Documents;

namespace Catalog.Policy.Checking.Warnings;

/// <summary>With <c>default: deny</c>, the other methods that pass.</summary>
internal sealed class OtherMethodsWarning : IPolicyWarning
{
    public bool NeedsTools => false;

    public IEnumerable<(string Pointer, string Message)> Find(WarningContext context)
    {
        if (context.Policy.File.Default != PolicyDefault.Deny)
        {
            yield break;
        }

        string[] open =
        [
            .. context.Policy.File.Resources is null ? ["resources (`resources/*`)"] : Array.Empty<string>(),
            .. context.Policy.File.Prompts is null ? ["prompts (`prompts/*`)"] : Array.Empty<string>(),
            .. context.Policy.File.ServerRequests is null ? ["own requests (`sampling/createMessage`, `elicitation/create`, `roots/list`)"] : Array.Empty<string>(),
        ];
        if (open.Length > 0)
        {
            yield return ("/default", $"this speaks of tools only: the server's {string.Join(" and ", open)} still pass, until the sections `resources`, `prompts` and `server_requests` say otherwise");
        }
    }
}
