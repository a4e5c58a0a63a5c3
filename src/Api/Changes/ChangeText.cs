using System.Text;
using Catalog.Core.Texts;

namespace Catalog.Api.Changes;

/// <summary>A change as plain text, for feeds: hidden characters are spelled.</summary>
internal static class ChangeText
{
    private const int MostLines = 120;

    /// <summary>In one line.</summary>
    public static string Title(ChangeEntry change) => Line($"{(change.IsMarked ? "To look at: " : "")}{change.Server}{(change.Tool is null ? "" : $" {change.Tool}")}: {change.Says}");

    /// <summary>All of it.</summary>
    public static string Body(ChangeEntry change)
    {
        var text = new StringBuilder();
        text.Append(Line(change.Says)).Append(".\n");
        foreach (var mark in change.Details.Marks)
        {
            text.Append(Line($"! {mark.Reason}{(mark.Field is null ? "" : $" ({mark.Field})")}")).Append('\n');
        }

        foreach (var difference in change.Details.Schema.Where(static difference => !difference.Widens))
        {
            text.Append(Line($"{difference.Says} ({difference.Field})")).Append('\n');
        }

        foreach (var annotation in change.Details.Annotations)
        {
            text.Append(Line(annotation)).Append('\n');
        }

        if (change.Details is { Before.Description: { } before, After.Description: { } after })
        {
            text.Append("Description:\n");
            foreach (var line in Difference(before, after))
            {
                text.Append(Line(line)).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>The lines of two texts with their signs; those that both have stay. Long texts are cut.</summary>
    public static IEnumerable<string> Difference(string before, string after)
    {
        var lines = LineDifference.Of(before.ReplaceLineEndings("\n"), after.ReplaceLineEndings("\n")).Where(static line => line.Length > 2 || line[0] != ' ').Take(MostLines + 1).ToList();
        return lines.Count > MostLines ? [.. lines.Take(MostLines), "  …"] : lines;
    }

    private static string Line(string text) => HiddenCharacters.Spell(text).ReplaceLineEndings(" ");
}
