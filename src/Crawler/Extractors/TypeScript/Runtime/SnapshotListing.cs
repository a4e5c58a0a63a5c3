using System.IO.Enumeration;
using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.TypeScript.Runtime;

/// <summary>What stands in the folders of a snapshot, for code that looks for its tools' files when it starts.</summary>
internal sealed class SnapshotListing(SnapshotFiles files)
{
    private const int MostEntries = 3_000;
    private readonly Lazy<ILookup<string, string>> _children = new(() => files.Paths
        .SelectMany(static path => Parents(path))
        .Distinct()
        .ToLookup(static pair => pair.Folder, static pair => pair.Name, StringComparer.Ordinal));

    /// <summary>The names in a folder, files and folders, ordinal; empty where there is none. TypeScript stands under the name of its build too, which is what code that runs looks for.</summary>
    /// <param name="folder">Inside the snapshot; empty for its root.</param>
    public IEnumerable<string> Names(string folder) =>
        _children.Value[folder].SelectMany(static name => Built(name)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(MostEntries);

    /// <summary>The entries of a folder as Node gives them with their types.</summary>
    public ListValue Entries(string folder, string path) => ListValue.Of(Names(folder).Select(name => Entry(name, path, files.FolderExists(Below(folder, name)))));

    /// <summary>Everything below a folder, as paths that start after it.</summary>
    public IEnumerable<string> Below(string folder) =>
        files.Paths.Where(p => folder.Length == 0 || p.StartsWith(folder + "/", StringComparison.Ordinal))
            .Select(p => folder.Length == 0 ? p : p[(folder.Length + 1)..])
            .SelectMany(static p => Built(p))
            .Take(MostEntries);

    /// <summary>The paths below a folder that a pattern means, <c>**</c>, <c>*</c>, <c>?</c> and <c>{a,b}</c> in it.</summary>
    public IEnumerable<string> Matching(string folder, string pattern)
    {
        var alternatives = Alternatives(pattern).Take(32).ToList();
        return Below(folder).Where(path => alternatives.Exists(a => Matches(a.Split('/'), 0, path.Split('/'), 0))).Order(StringComparer.Ordinal);
    }

    /// <summary>What <c>stat</c> says of a path.</summary>
    public static RecordValue Entry(string name, string path, bool isFolder)
    {
        var record = new RecordValue { IsOpen = true };
        record.Set("name", ConstantValue.Of(name));
        record.Set("parentPath", ConstantValue.Of(path));
        record.Set("path", ConstantValue.Of(path));
        record.Set("isDirectory", Native.Of("isDirectory", (_, _) => ConstantValue.Of(isFolder)));
        record.Set("isFile", Native.Of("isFile", (_, _) => ConstantValue.Of(!isFolder)));
        record.Set("isSymbolicLink", Native.Of("isSymbolicLink", static (_, _) => ConstantValue.False));
        return record;
    }

    private static string Below(string folder, string name) => folder.Length == 0 ? name : folder + "/" + name;

    private static IEnumerable<string> Built(string name) =>
        name.EndsWith(".d.ts", StringComparison.Ordinal) ? [name]
        : name.EndsWith(".ts", StringComparison.Ordinal) ? [name, name[..^3] + ".js"]
        : [name];

    private static IEnumerable<(string Folder, string Name)> Parents(string path)
    {
        for (var end = path.Length; end > 0;)
        {
            var slash = path.LastIndexOf('/', end - 1);
            yield return (slash < 0 ? "" : path[..slash], path[(slash + 1)..end]);
            end = Math.Max(slash, 0);
        }
    }

    private static IEnumerable<string> Alternatives(string pattern)
    {
        var open = pattern.IndexOf('{', StringComparison.Ordinal);
        var close = open < 0 ? -1 : pattern.IndexOf('}', open);
        return close < 0 ? [pattern] : pattern[(open + 1)..close].Split(',').SelectMany(part => Alternatives(pattern[..open] + part + pattern[(close + 1)..]));
    }

    private static bool Matches(string[] pattern, int at, string[] path, int from)
    {
        for (; at < pattern.Length; at++, from++)
        {
            if (pattern[at] == "**")
            {
                return Enumerable.Range(from, path.Length - from + 1).Any(i => Matches(pattern, at + 1, path, i));
            }

            if (from >= path.Length || !FileSystemName.MatchesSimpleExpression(pattern[at], path[from], ignoreCase: false))
            {
                return false;
            }
        }

        return from == path.Length;
    }
}
