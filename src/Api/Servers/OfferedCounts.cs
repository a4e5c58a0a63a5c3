using Catalog.Api.Shell;
using Catalog.Core.Tools;

namespace Catalog.Api.Servers;

/// <summary>What the source declares and what of it is offered: two facts, and they often differ.</summary>
/// <param name="AtStart">Offered by a plain start, nothing set.</param>
/// <param name="UnderCondition">Offered where a variable, a flag or a choice says so.</param>
/// <param name="NotKnown">Declared; whether it is offered could not be decided.</param>
/// <param name="NotOffered">Declared, and nothing that runs offers it; in no policy.</param>
internal sealed record OfferedCounts(int AtStart, int UnderCondition, int NotKnown, int NotOffered)
{
    /// <summary>All that the source declares.</summary>
    public int Declared => AtStart + UnderCondition + NotKnown + NotOffered;

    /// <summary>The counts in words; the parts that are zero are left out.</summary>
    public string InWords
    {
        get
        {
            (int Count, string Words)[] parts =
            [
                (AtStart, "offered at a plain start"), (UnderCondition, "under a condition"),
                (NotKnown, "of which it is not known whether they are offered"), (NotOffered, "declared and not offered"),
            ];
            return string.Join(", ", parts.Where(static p => p.Count > 0).Select(static p => $"{Words.Number(p.Count)} {(p.Count == 1 ? p.Words.Replace("whether they are", "whether it is", StringComparison.Ordinal) : p.Words)}"));
        }
    }

    public static OfferedCounts Of(IEnumerable<ToolRecord> tools)
    {
        var by = tools.CountBy(static t => t.Definition.Exposed).ToDictionary();
        return new OfferedCounts(by.GetValueOrDefault(Exposure.Yes), by.GetValueOrDefault(Exposure.Conditional), by.GetValueOrDefault(Exposure.Unknown), by.GetValueOrDefault(Exposure.No));
    }
}
