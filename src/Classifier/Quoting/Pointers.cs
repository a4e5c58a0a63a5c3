namespace Catalog.Classifier.Quoting;

/// <summary>What a JSON Pointer into a definition leads to.</summary>
internal static class Pointers
{
    private const string Properties = "/properties/";

    /// <summary>True where it ends in an argument's own name, whatever that is called: <c>/inputSchema/properties/description</c>.</summary>
    public static bool IsArgumentName(this string pointer) =>
        pointer.LastIndexOf('/') is > 0 and var last && last >= Properties.Length - 1 && pointer.AsSpan(0, last + 1).EndsWith(Properties, StringComparison.Ordinal);
}
