using System.Text;
using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.TypeScript.Runtime;

/// <summary>Node's reading of files and folders, and the libraries that look for files by a pattern: files of the snapshot only.</summary>
internal sealed class NodeFiles(SnapshotFiles files)
{
    private const int LongestFile = 1024 * 1024;
    private readonly SnapshotListing _listing = new(files);

    /// <summary>Calls a function of a module that reads files; null where it is not modelled.</summary>
    public Value? CallOrNull(string module, string name, CallSite call) =>
        (module.StartsWith("node:", StringComparison.Ordinal) ? module[5..] : module, name) switch
        {
            ("fs" or "fs/promises" or "fs-extra" or "graceful-fs", "readFileSync" or "readFile") => Read(call),
            ("fs-extra", "readJsonSync" or "readJson" or "readJSON" or "readJSONSync") => Read(call) is ConstantValue { Text: { } json } && SourceJson.ParseOrNull(json) is { } read ? ValueJson.Read(read) : UnknownValue.Plain,
            ("fs" or "fs-extra" or "graceful-fs", "existsSync" or "pathExistsSync") => Exists(call),
            ("fs" or "fs/promises" or "fs-extra" or "graceful-fs", "readdirSync" or "readdir") => List(call),
            ("fs" or "fs/promises" or "fs-extra" or "graceful-fs", "statSync" or "stat" or "lstatSync" or "lstat") => InsideOrNull(call, 0) is { } inside && (files.Exists(inside) || files.FolderExists(inside))
                ? SnapshotListing.Entry(inside[(inside.LastIndexOf('/') + 1)..], "", files.FolderExists(inside))
                : UnknownValue.Plain,
            ("glob" or "fast-glob" or "globby" or "tinyglobby", "glob" or "globSync" or "sync" or "default" or "globby" or "globbySync" or "") => Search(call),
            _ => null,
        };

    private static string? InsideOrNull(CallSite call, int index) => Native.TextOrNull(call, index) is { } path ? NodeLibraries.InsideOrNull(path) : null;

    /// <summary>What lies outside of the package is not there at a start with nothing set up.</summary>
    private Value Exists(CallSite call) =>
        InsideOrNull(call, 0) is { } inside ? ConstantValue.Of(files.Exists(inside) || files.FolderExists(inside))
        : call[0] is ConstantValue { Text: ['/', ..] path, Partial: false } ? ConstantValue.False.With($"the file {path}", partial: false)
        : UnknownValue.Plain;

    private Value Read(CallSite call) =>
        InsideOrNull(call, 0) is { } inside && files.ReadOrNull(inside, LongestFile) is { } content ? ConstantValue.Of(Encoding.UTF8.GetString(content)) : UnknownValue.Plain;

    private Value List(CallSite call)
    {
        if (InsideOrNull(call, 0) is not { } folder || !files.FolderExists(folder))
        {
            return UnknownValue.Plain;
        }

        var options = call[1] as RecordValue;
        var path = Native.TextOrNull(call, 0)!;
        return options?.FindOrNull("withFileTypes")?.Truth == true ? _listing.Entries(folder, path)
            : ListValue.Of((options?.FindOrNull("recursive")?.Truth == true ? _listing.Below(folder) : _listing.Names(folder)).Select(static n => (Value)ConstantValue.Of(n)));
    }

    /// <summary>Patterns count from <c>cwd</c>, and what is found is told from there; an absolute pattern gives absolute paths.</summary>
    private Value Search(CallSite call)
    {
        var start = (call[1] as RecordValue)?.FindOrNull("cwd") is ConstantValue { Text: { } cwd } ? NodeLibraries.InsideOrNull(cwd) : null;
        if (Native.TextOrNull(call, 0) is not { } pattern)
        {
            return UnknownValue.Plain;
        }

        if (NodeLibraries.InsideOrNull(pattern) is { } absolute)
        {
            return ListValue.Of(_listing.Matching("", absolute).Select(static p => (Value)ConstantValue.Of("/snapshot/" + p)));
        }

        return start is null ? UnknownValue.Plain : ListValue.Of(_listing.Matching(start, pattern.StartsWith("./", StringComparison.Ordinal) ? pattern[2..] : pattern).Select(static p => (Value)ConstantValue.Of(p)));
    }
}
