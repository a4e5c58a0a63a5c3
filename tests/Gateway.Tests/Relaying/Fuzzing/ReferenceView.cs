using System.Text;

namespace Catalog.Gateway.Tests.Relaying.Fuzzing;

/// <summary>How one kind of server looks a member up: the last of a name, the first, or the last of a name in any case.</summary>
internal sealed record ReferenceView(string Name, bool IsFirst, bool IsAnyCase)
{
    public static IReadOnlyList<ReferenceView> All { get; } =
    [
        new("the last wins", IsFirst: false, IsAnyCase: false),
        new("the first wins", IsFirst: true, IsAnyCase: false),
        new("any case, the last wins", IsFirst: false, IsAnyCase: true),
        new("any case, the first wins", IsFirst: true, IsAnyCase: true),
    ];

    public ReferenceValue? FindOrNull(ReferenceValue? holder, string name)
    {
        var found = holder?.Members.Where(m => m.Name == name || (IsAnyCase && Fold(m.Name) == Fold(name)));
        return (IsFirst ? found?.FirstOrDefault() : found?.LastOrDefault())?.Value;
    }

    public string? TextOrNull(ReferenceValue? holder, string name) => FindOrNull(holder, name) is { Kind: ReferenceKind.Text } text ? text.Text : null;

    /// <summary>What is left of a value for this reader, so that two of them can be compared. Inside of values names are looked up exactly.</summary>
    public string Left(ReferenceValue value)
    {
        var text = new StringBuilder();
        Write(value, text);
        return text.ToString();
    }

    private void Write(ReferenceValue value, StringBuilder to)
    {
        switch (value.Kind)
        {
            case ReferenceKind.Object:
                to.Append('{');
                foreach (var members in value.Members.GroupBy(static m => m.Name, StringComparer.Ordinal).OrderBy(static g => g.Key, StringComparer.Ordinal))
                {
                    Write(members.Key, to);
                    Write((IsFirst ? members.First() : members.Last()).Value, to);
                    to.Append(',');
                }

                to.Append('}');
                break;
            case ReferenceKind.Array:
                to.Append('[');
                foreach (var item in value.Items)
                {
                    Write(item, to);
                    to.Append(',');
                }

                to.Append(']');
                break;
            case ReferenceKind.Text:
                Write(value.Text, to);
                break;
            default:
                to.Append(value.Text);
                break;
        }
    }

    // The length before it: no text can look like another's end, and halves of pairs need no encoding.
    private static void Write(string text, StringBuilder to) => to.Append(text.Length).Append(':').Append(text);

    // Simple case folding, as far as anything folds to the ASCII letters of a name that is looked up.
    private static string Fold(string name) => name.Replace('\u017F', 's').Replace('\u212A', 'k').ToLowerInvariant();
}
