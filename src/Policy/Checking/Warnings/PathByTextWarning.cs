using System.Text.Json;

namespace Catalog.Policy.Checking.Warnings;

/// <summary><c>starts_with</c> or <c>regex</c> with <c>^/</c> on a path, which <c>..</c> leads out of.</summary>
internal sealed class PathByTextWarning : IPolicyWarning
{
    public bool NeedsTools => false;

    public IEnumerable<(string Pointer, string Message)> Find(WarningContext context)
    {
        foreach (var one in context.Conditions.Where(static c => IsPath(c.Op, c.Written.Value)))
        {
            yield return (one.Pointer, "a path that begins so may still lead elsewhere by `..`: use `within_path`");
        }
    }

    private static bool IsPath(string op, JsonElement operand)
    {
        if (operand.ValueKind != JsonValueKind.String)
        {
            return false;
        }

        var text = operand.GetString()!;
        return op switch
        {
            "starts_with" => text.StartsWith('/'),
            "regex" => text.StartsWith("^/", StringComparison.Ordinal) || text.StartsWith(@"\A/", StringComparison.Ordinal) || text.StartsWith(@"^\/", StringComparison.Ordinal),
            _ => false,
        };
    }
}
