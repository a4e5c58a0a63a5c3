using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Catalog.Classifier.Quoting;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Overrides;

/// <summary>All overrides in force. Never changed after it is made; any thread.</summary>
public sealed class OverrideSet
{
    private readonly FrozenDictionary<(string Server, string Tool), VerdictOverride[]> _byTool;

    private OverrideSet(IReadOnlyList<VerdictOverride> entries, IReadOnlyList<OverrideConflict> replaced)
    {
        Entries = entries;
        Replaced = replaced;
        Hash = entries.Count == 0 ? "" : HashOf(OverrideFile.Write(entries));
        _byTool = entries.GroupBy(static e => (e.Server, e.Tool)).ToFrozenDictionary(static g => g.Key, static g => g.ToArray());
    }

    /// <summary>No overrides.</summary>
    public static OverrideSet None { get; } = new([], []);

    /// <summary>The overrides, by server, tool and definition.</summary>
    public IReadOnlyList<VerdictOverride> Entries { get; }

    /// <summary>Overrides of an earlier layer that one of a later layer stands in place of, and says something else.</summary>
    public IReadOnlyList<OverrideConflict> Replaced { get; }

    /// <summary>The first 8 hexadecimal digits of the hash of all entries; empty where there are none.</summary>
    public string Hash { get; }

    /// <summary>Joins layers: those that come with the product first, the user's own behind, which replace them.</summary>
    /// <param name="errors">Gets a sentence for each tool that one layer has two entries for.</param>
    /// <param name="layers">Entries, from the first layer to the last.</param>
    public static OverrideSet Of(ICollection<string> errors, params IEnumerable<IReadOnlyList<VerdictOverride>> layers)
    {
        ArgumentNullException.ThrowIfNull(errors);
        ArgumentNullException.ThrowIfNull(layers);
        var all = new Dictionary<(string Server, string Tool, string? Definition), VerdictOverride>();
        var replaced = new List<OverrideConflict>();
        foreach (var layer in layers)
        {
            foreach (var group in layer.GroupBy(KeyOf))
            {
                var entry = group.First();
                if (group.Skip(1).Any())
                {
                    errors.Add($"`{entry.Tool}` of `{entry.Server}` has {group.Count()} overrides{(entry.Definition is null ? "" : " for one definition")}: keep one");
                }

                if (all.TryGetValue(group.Key, out var earlier) && earlier.Category != entry.Category)
                {
                    replaced.Add(new OverrideConflict(OverrideConflictKind.Replaced, entry, $"stands in place of {earlier.Category} by {earlier.By}, {earlier.On:yyyy-MM-dd}"));
                }

                all[group.Key] = entry;
            }
        }

        return new OverrideSet([.. all.OrderBy(static p => p.Key.Server, StringComparer.Ordinal).ThenBy(static p => p.Key.Tool, StringComparer.Ordinal).ThenBy(static p => p.Key.Definition, StringComparer.Ordinal).Select(static p => p.Value)], replaced);
    }

    /// <summary>Whether there is any override for a tool of this name of its server, in force or not.</summary>
    public bool IsNamed(ToolDefinition tool)
    {
        ArgumentNullException.ThrowIfNull(tool);
        return _byTool.Count > 0 && tool.Server is not null && _byTool.ContainsKey((tool.Server, tool.Tool));
    }

    /// <summary>The override of a tool: one for exactly its definition before one for any; null where there is none in force.</summary>
    /// <param name="tool">The definition, with its server.</param>
    /// <param name="isStale">True where the tool has overrides, and all are for another definition or quote words that are not there.</param>
    public VerdictOverride? FindOrNull(ToolDefinition tool, out bool isStale)
    {
        ArgumentNullException.ThrowIfNull(tool);
        isStale = false;
        if (_byTool.Count == 0 || tool.Server is null || !_byTool.TryGetValue((tool.Server, tool.Tool), out var entries))
        {
            return null;
        }

        var hash = entries.Any(static e => e.Definition is not null) ? DefinitionHash.Of(tool) : null;
        var found = entries.Where(e => (e.Definition is null || e.Definition == hash) && (e.Quote is null || QuotedWords.FindOrNull(tool, e.Quote.Field, e.Quote.Text, "") is not null)).MaxBy(static e => e.Definition is not null);
        isStale = found is null;
        return found;
    }

    /// <summary>The first 8 hexadecimal digits of the hash of one entry.</summary>
    public static string HashOf(VerdictOverride entry) => HashOf(OverrideFile.Write([entry]));

    private static (string Server, string Tool, string? Definition) KeyOf(VerdictOverride entry) => (entry.Server, entry.Tool, entry.Definition);

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
}
