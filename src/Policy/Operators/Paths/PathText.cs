using System.Globalization;
using System.Text;
using System.Text.Json;
using Catalog.Policy.Operators.Text;

namespace Catalog.Policy.Operators.Paths;

/// <summary>Writes paths.</summary>
public static class PathText
{
    /// <summary>A path in its plainest form: <c>.name</c> where a name allows it, else <c>["name"]</c>. Parsing it again gives the same steps.</summary>
    public static string Of(PathRoot root, IEnumerable<PathStep> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var text = new StringBuilder(root switch
        {
            PathRoot.Arguments => "args",
            PathRoot.GrantLabel => "grant.label",
            _ => "grant.claims",
        });
        foreach (var step in steps)
        {
            _ = step switch
            {
                { Member: { } name } when IsPlain(name) => text.Append('.').Append(name),
                { Member: { } name } => text.Append('[').Append(JsonSerializer.Serialize(name, JsonWords.ReadableStrings)).Append(']'),
                { Index: { } index } => text.Append(CultureInfo.InvariantCulture, $"[{index}]"),
                _ => text.Append("[*]"),
            };
        }

        return text.ToString();
    }

    /// <summary>The path of a member of the arguments: <c>args.name</c> or <c>args["odd name"]</c>.</summary>
    public static string OfArgument(string name) => Of(PathRoot.Arguments, [PathStep.OfMember(name)]);

    /// <summary>Whether a name may stand behind a dot: letters, digits, marks, <c>_</c>, <c>-</c>, <c>$</c>, <c>@</c>; at least one.</summary>
    internal static bool IsPlain(string name) => name.Length > 0 && name.EnumerateRunes().All(IsPlain);

    internal static bool IsPlain(Rune rune) => Rune.IsLetterOrDigit(rune)
        || rune.Value is '_' or '-' or '$' or '@'
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
