using System.Text.Json;
using System.Text.RegularExpressions;
using Catalog.Core.Tools;
using Catalog.Crawler.Extractors;

namespace Catalog.Bench.Extraction;

/// <summary>How well one server was read. Shares are from 0 to 1; null where the row does not know.</summary>
internal sealed partial record Score
{
    public required double Recall { get; init; }

    public required double Precision { get; init; }

    /// <summary>Precision where names that are reported with a condition and not offered count neither way: what is wrong of what is said to be offered at a plain start.</summary>
    public required double PlainPrecision { get; init; }

    public double? Descriptions { get; init; }

    public double? Parameters { get; init; }

    public double? Required { get; init; }

    public required IReadOnlyList<string> Missed { get; init; }

    /// <summary>Tools that are not there, a question mark after those that are reported under a condition.</summary>
    public required IReadOnlyList<string> Wrong { get; init; }

    /// <summary>Tools whose description differs.</summary>
    public required IReadOnlyList<string> Differing { get; init; }

    /// <summary>Tools whose parameters differ, with both lists.</summary>
    public required IReadOnlyList<string> DifferingParameters { get; init; }

    public static Score Of(TruthRow row, ExtractionResult result)
    {
        var found = result.Servers.SelectMany(static s => s.Tools).Where(static t => t.Exposed != Exposure.No).GroupBy(static t => t.Tool, StringComparer.Ordinal).ToDictionary(static g => g.Key, static g => g.First(), StringComparer.Ordinal);
        var truth = row.Tools.Select(static t => t.Name).ToHashSet(StringComparer.Ordinal);
        var matched = row.Tools.Where(t => found.ContainsKey(t.Name)).ToList();
        var wrong = found.Keys.Where(n => !truth.Contains(n) && !row.ExtraOk.Contains(n)).Order(StringComparer.Ordinal).ToList();
        var differing = matched.Where(t => Collapse(t.Description) != Collapse(found[t.Name].Description)).Select(static t => t.Name).ToList();
        var plain = wrong.Count(n => found[n].Exposed != Exposure.Conditional);
        return new Score
        {
            PlainPrecision = matched.Count + plain == 0 ? truth.Count == 0 ? 1 : 0 : (double)matched.Count / (matched.Count + plain),
            Recall = truth.Count == 0 ? 1 : (double)matched.Count / truth.Count,
            Precision = matched.Count + wrong.Count == 0 ? truth.Count == 0 ? 1 : 0 : (double)matched.Count / (matched.Count + wrong.Count),
            Descriptions = row.NamesOnly || matched.Count == 0 ? null : 1 - ((double)differing.Count / matched.Count),
            Parameters = row.NamesOnly || matched.Count == 0 ? null : F1(matched, t => t.Parameters, t => Names(found[t.Name], "properties")),
            Required = row.NamesOnly || matched.Count == 0 ? null : F1(matched, t => t.Required, t => Names(found[t.Name], "required")),
            Missed = [.. truth.Where(n => !found.ContainsKey(n)).Order(StringComparer.Ordinal)],
            Wrong = [.. wrong.Select(n => found[n].Exposed == Exposure.Yes ? n : n + "?")],
            Differing = differing,
            DifferingParameters = [.. matched.Where(t => !t.Parameters.SetEquals(Names(found[t.Name], "properties")) || !t.Required.SetEquals(Names(found[t.Name], "required")))
                .Select(t => $"{t.Name} want [{string.Join(' ', t.Parameters)}] ({string.Join(' ', t.Required)}) have [{string.Join(' ', Names(found[t.Name], "properties"))}] ({string.Join(' ', Names(found[t.Name], "required"))})")],
        };
    }

    private static double F1(List<TruthTool> matched, Func<TruthTool, IReadOnlySet<string>> want, Func<TruthTool, HashSet<string>> have)
    {
        var (both, wanted, had) = (0, 0, 0);
        foreach (var tool in matched)
        {
            var names = have(tool);
            both += want(tool).Count(names.Contains);
            wanted += want(tool).Count;
            had += names.Count;
        }

        return wanted + had == 0 ? 1 : 2.0 * both / (wanted + had);
    }

    private static HashSet<string> Names(ToolDefinition tool, string member)
    {
        if (tool.InputSchema is not { ValueKind: JsonValueKind.Object } schema || !schema.TryGetProperty(member, out var list))
        {
            return [];
        }

        return list.ValueKind switch
        {
            JsonValueKind.Object => list.EnumerateObject().Select(static p => p.Name).ToHashSet(StringComparer.Ordinal),
            JsonValueKind.Array => list.EnumerateArray().Where(static i => i.ValueKind == JsonValueKind.String).Select(static i => i.GetString()!).ToHashSet(StringComparer.Ordinal),
            _ => [],
        };
    }

    private static string Collapse(string? text) => Space().Replace(text ?? "", " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
