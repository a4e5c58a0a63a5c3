using System.Text.RegularExpressions;
using Catalog.Core.Tools;
using Catalog.Crawler.Extractors;

namespace Catalog.Bench.ExtractionFuzz;

/// <summary>What is wrong with one execution, if anything.</summary>
internal static partial class Verdict
{
    /// <summary>The most that one small source may give, bytes of JSON, siblings left out.</summary>
    private const long MostOutput = 20L * 1024 * 1024;

    /// <summary>The most managed memory of the main process between executions.</summary>
    private const long MostMemory = 512L * 1024 * 1024;

    /// <summary>The reason why a result is a finding; null where all is well. A worker that died or was ended is a finding, though it costs nothing but the source that did it.</summary>
    public static string? FindingOrNull(ExtractionResult result)
    {
        var problem = result.Problems.FirstOrDefault(static p =>
            p.StartsWith("the snapshot", StringComparison.Ordinal)
            || p.Contains("parser died", StringComparison.Ordinal)
            || p.Contains("parser was ended", StringComparison.Ordinal)
            || p.Contains("nonsense", StringComparison.Ordinal)
            || p.Contains("was not read by", StringComparison.Ordinal)
            || Thrown().IsMatch(p));
        return problem
            ?? (Text(result).Length > MostOutput ? "the output is not bounded" : null)
            ?? (GC.GetTotalMemory(forceFullCollection: false) > MostMemory ? "the main process grows" : null);
    }

    /// <summary>The result as text, to compare two of them.</summary>
    public static string Text(ExtractionResult result) =>
        string.Join('\n', result.Servers.SelectMany(static s => s.Tools).Select(static t => ToolDefinitionJson.Write(t with { Siblings = null })).Concat(result.Problems));

    /// <summary>What two findings of the same cause share: the reason without names and numbers.</summary>
    public static string Cause(string finding) => Particular().Replace(finding, "·");

    [GeneratedRegex(@"was evaluated in part: \w+Exception")]
    private static partial Regex Thrown();

    [GeneratedRegex(@"`[^`]*`|\d+|0x[0-9a-fA-F]+")]
    private static partial Regex Particular();
}
