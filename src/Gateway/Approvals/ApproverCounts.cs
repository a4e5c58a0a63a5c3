using System.IO.Enumeration;

namespace Catalog.Gateway.Approvals;

/// <summary>How many unlike approvers a call needs that a policy puts behind approval.</summary>
public sealed record ApproverCounts
{
    /// <summary>The most that may be asked for.</summary>
    public const int Most = 10;

    /// <summary>For every tool that <see cref="Tools"/> does not name; 1 to 10.</summary>
    /// <value>1.</value>
    public int Least { get; init; } = 1;

    /// <summary>For single tools: names, in which <c>*</c> stands for any run of characters, and numbers from 1 to 10. Where several match, the highest holds.</summary>
    public IReadOnlyDictionary<string, int> Tools { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>How many a call of a tool needs.</summary>
    public int Of(string tool) =>
        Tools.Count == 0 ? Least : Tools.Where(t => FileSystemName.MatchesSimpleExpression(t.Key, tool, ignoreCase: false)).Select(static t => t.Value).DefaultIfEmpty(Least).Max();
}
