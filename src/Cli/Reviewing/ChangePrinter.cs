using System.Globalization;
using Catalog.Cli.Hosting;
using Catalog.Core.Catalogs;
using Catalog.Core.Changes;
using Catalog.Core.Texts;

namespace Catalog.Cli.Reviewing;

/// <summary>Prints changes for people. Every word of strangers has its hidden characters spelled.</summary>
internal static class ChangePrinter
{
    private const int MostLines = 200;

    /// <summary>Prints the changes, the newest first, and the counts of all that match.</summary>
    public static void Print(TextWriter output, ResultPage<CatalogChange> found, IReadOnlyList<ChangeCount> counts)
    {
        foreach (var change in found.Items)
        {
            Print(output, change);
        }

        var marked = counts.Sum(static count => count.Marked);
        output.WriteLine(found.Total == 0
            ? "no changes"
            : $"{found.Total} changes{(found.Items.Count < found.Total ? $", {found.Items.Count} printed" : "")}; {marked} to look at; {string.Join(", ", counts.Select(static count => $"{count.Kind} {count.Total}"))}");
    }

    private static void Print(TextWriter output, CatalogChange change)
    {
        var details = change.Details;
        output.WriteLine(Safe($"{change.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} {(change.IsMarked ? "!" : " ")} {change.Server}{(change.Tool is null ? "" : $" {change.Tool}")}: {ChangeWords.Of(change)}{(change.IsBaseline ? " (where the catalog starts)" : "")}"));
        foreach (var mark in details.Marks)
        {
            output.WriteLine(Safe($"    ! {mark.Reason}{(mark.Field is null ? "" : $" ({mark.Field})")}"));
        }

        var marked = details.Marks.Select(static mark => mark.Reason).ToHashSet(StringComparer.Ordinal);
        foreach (var difference in details.Schema.Where(difference => !marked.Contains(difference.Says)))
        {
            output.WriteLine(Safe($"      {difference.Says} ({difference.Field})"));
        }

        foreach (var annotation in details.Annotations)
        {
            output.WriteLine(Safe($"      {annotation}"));
        }

        foreach (var suspect in details.SuspectTexts)
        {
            output.WriteLine(Safe($"      {suspect.Severity} {suspect.Kind} in {suspect.Field} from {suspect.Start}: “{suspect.Quote}” ({suspect.Detector} v{suspect.Version})"));
        }

        if (details.Before?.Exposure is { } was && details.After?.Exposure is { } now)
        {
            output.WriteLine($"      offered: was {was.ToString().ToLowerInvariant()}, is {now.ToString().ToLowerInvariant()}");
        }

        PrintLines(output, "title", details.Before?.Title, details.After?.Title);
        PrintLines(output, "description", details.Before?.Description, details.After?.Description);
    }

    private static void PrintLines(TextWriter output, string what, string? before, string? after)
    {
        if (before is null || after is null)
        {
            return;
        }

        output.WriteLine($"      {what}:");
        foreach (var line in LineDifference.Of(before.ReplaceLineEndings("\n"), after.ReplaceLineEndings("\n")).Where(static line => line.Length > 2 || line[0] != ' ').Take(MostLines))
        {
            output.WriteLine(Safe($"        {line}"));
        }
    }

    private static string Safe(string text) => TerminalText.OneLine(HiddenCharacters.Spell(text));
}
