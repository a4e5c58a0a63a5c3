using Catalog.Classifier;
using Catalog.Classifier.Evaluations;
using Catalog.Classifier.Overrides;
using Catalog.Cli.Hosting;
using Catalog.Core.Classifications;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Classifying;

/// <summary>What is wrong with overrides in the light of labelled rows.</summary>
internal static class OverrideFindings
{
    /// <summary>Conflicts with the rows' definitions, with what the classifier says of them by itself, and with their labels.</summary>
    public static IReadOnlyList<OverrideConflict> Of(OverrideSet overrides, IReadOnlyList<LabelledRow> rows)
    {
        if (overrides.Entries.Count == 0)
        {
            return overrides.Replaced;
        }

        using var services = new ServiceCollection().AddClassifier(overrides).BuildServiceProvider();
        var classifier = services.GetRequiredService<IToolClassifier>();
        var touched = overrides.Entries.Select(static e => (e.Server, e.Tool)).ToHashSet();
        var about = rows.Where(r => touched.Contains((r.Tool.Server ?? "", r.Tool.Tool))).ToList();
        var labels = about.Select(r => (Row: r, Entry: overrides.FindOrNull(r.Tool, out _)))
            .Where(static p => p.Entry is not null && !p.Row.Label.Accepts(p.Entry.Category))
            .Select(static p => new OverrideConflict(OverrideConflictKind.Label, p.Entry!, $"a row is labelled {p.Row.Label.Category}"));
        return [.. OverrideCheck.Conflicts(overrides, about.Select(r => (r.Tool, classifier.Classify(r.Tool)))), .. labels];
    }

    /// <summary>Prints them for people, a line each.</summary>
    public static void Print(TextWriter output, OverrideSet overrides, IReadOnlyList<OverrideConflict> conflicts)
    {
        if (overrides.Entries.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine($"  overrides               {overrides.Entries.Count}, not counted above; conflicts: {(conflicts.Count == 0 ? "none" : conflicts.Count)}");
        foreach (var conflict in conflicts)
        {
            output.WriteLine($"  {LineOf(conflict)}");
        }
    }

    /// <summary>A conflict in one line.</summary>
    public static string LineOf(OverrideConflict conflict) =>
        TerminalText.OneLine($"{conflict.Kind.ToString().ToLowerInvariant(),-9} {conflict.Entry.Server} {conflict.Entry.Tool}, {conflict.Entry.Category} by {conflict.Entry.By} on {conflict.Entry.On:yyyy-MM-dd}: {conflict.Told}");
}
