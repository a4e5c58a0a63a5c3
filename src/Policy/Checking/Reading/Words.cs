using Catalog.Policy.Documents;

namespace Catalog.Policy.Checking.Reading;

/// <summary>The closed sets of words of a document.</summary>
internal static class Words
{
    internal static PolicyDefault? Default(ObjectReader from) =>
        from.WordOrNull(from.Require("default"), "default", ("allow", PolicyDefault.Allow), ("deny", PolicyDefault.Deny));

    internal static PolicyMode? Mode(ObjectReader from) =>
        from.WordOrNull(from.FindOrNull("mode"), "mode", ("enforce", PolicyMode.Enforce), ("observe", PolicyMode.Observe));

    internal static ToolListing? List(ObjectReader from) =>
        from.WordOrNull(from.FindOrNull("list"), "list", ("all", ToolListing.All), ("callable", ToolListing.Callable));

    internal static ArgumentChecking? Arguments(ObjectReader from) =>
        from.WordOrNull(from.FindOrNull("arguments"), "arguments", ("any", ArgumentChecking.Any), ("declared", ArgumentChecking.Declared));

    internal static void CheckVersion(ObjectReader from, Problems problems)
    {
        if (from.Require("version") is { } node && node.Kind == System.Text.Json.JsonValueKind.Number)
        {
            problems.Add(node, "`version` must be a string: write \"1\"");
        }
        else
        {
            from.WordOrNull(from.FindOrNull("version"), "version", ("1", 1));
        }
    }
}
