using Catalog.Classifier.Evaluations;
using Catalog.Classifier.Reading;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Model;

/// <summary>Deals rows into folds so that no server and no repository stands in two.</summary>
internal static class ServerFolds
{
    /// <summary>The number of folds.</summary>
    public const int Count = 5;

    /// <summary>The fold of each row, 0 to <see cref="Count"/> less 1: by what the rows say, whatever their order.</summary>
    public static int[] Of(IReadOnlyList<LabelledRow> rows)
    {
        var parents = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var keys = KeysOf(row.Tool);
            foreach (var key in keys)
            {
                Join(parents, keys[0], key);
            }
        }

        return [.. rows.Select(row => (int)(FeatureHash.Join(FeatureKind.Shape, WordHash.Hash(RootOf(parents, KeysOf(row.Tool)[0]))) % Count))];
    }

    /// <summary>The server and the repository of a definition, or its name where neither is known: whatever shares one with another stands in the same fold. 1 or 2.</summary>
    public static string[] KeysOf(ToolDefinition tool)
    {
        string[] keys = [.. new[] { tool.Server is { } server ? "s:" + server : null, tool.Repo is { } repository ? "r:" + repository : null }.OfType<string>()];
        return keys.Length > 0 ? keys : ["t:" + tool.Tool];
    }

    // The smaller name leads, so that the order of the rows does not show.
    private static void Join(Dictionary<string, string> parents, string a, string b)
    {
        var (x, y) = (RootOf(parents, a), RootOf(parents, b));
        if (string.CompareOrdinal(x, y) is var order and not 0)
        {
            parents[order < 0 ? y : x] = order < 0 ? x : y;
        }
    }

    private static string RootOf(Dictionary<string, string> parents, string key)
    {
        while (parents.TryGetValue(key, out var parent) && !string.Equals(parent, key, StringComparison.Ordinal))
        {
            key = parent;
        }

        parents.TryAdd(key, key);
        return key;
    }
}
