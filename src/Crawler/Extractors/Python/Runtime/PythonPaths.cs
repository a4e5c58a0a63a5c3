using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Python.Modules;

namespace Catalog.Crawler.Extractors.Python.Runtime;

/// <summary>Files that the source reads beside its code: descriptions in texts, specifications in JSON. Only files of the snapshot, and no longer than a cap; nothing else exists here.</summary>
internal sealed class PythonPaths(SnapshotFiles files)
{
    private const int LongestFile = 2 * 1024 * 1024;
    private const string Root = "/";
    private long _left = 16 * 1024 * 1024;

    /// <summary>The text that <c>__file__</c> has: absolute, as the snapshot were the file system.</summary>
    public static ConstantValue Text(string path) => ConstantValue.Of(Root + path).With(null, partial: true);

    /// <summary>A call of <c>os.path</c>, <c>pathlib</c>, <c>open</c>, <c>json</c>; null for what is not modelled or not of the snapshot.</summary>
    public Value? CallOrNull(Machine machine, UnknownValue callee, CallSite call)
    {
        var name = callee.LastName;
        switch (callee.Module)
        {
            case "pathlib" when name is "Path" or "PurePath" or "PosixPath" && call.Arguments.Count > 0:
                return PathOrNull(call[0]) is { } first && Down(first, call.Arguments.Skip(1)) is { } whole ? new PathValue(whole) : null;
            case "os" or "os.path" when PathOrNull(call[0]) is { } path:
                return OfOs(path, name, call);
            case PythonBuiltins.Module when name == "open" && PathOrNull(call[0]) is { } opened && files.Exists(opened):
                return new RecordValue { Tag = new OpenFile(opened), Depth = machine.Depth };
            case "json" when name == "load" && call[0] is RecordValue { Tag: OpenFile file }:
                return ReadOrNull(file.Path) is { } text ? Json(text) : null;
            case "json" when name == "loads" && call[0] is ConstantValue { Text: { } given, Partial: false }:
                return Json(given);
            case "importlib.resources" or "importlib_resources" when name == "files" && call[0] is ConstantValue { Text: { } package } && Folder(package) is { } folder:
                return new PathValue(folder);
            default:
                return null;
        }
    }

    /// <summary>A member of a path.</summary>
    public Value Member(PathValue path, string name)
    {
        var own = path.Path;
        switch (name)
        {
            case "parent":
                return new PathValue(PythonModules.Parent(own));
            case "parents":
                return ListValue.Of(Above(own).Select(static p => (Value)new PathValue(p)));
            case "name":
                return ConstantValue.Of(own[(own.LastIndexOf('/') + 1)..]);
            case "stem":
                return ConstantValue.Of(System.IO.Path.GetFileNameWithoutExtension(own));
            case "suffix":
                return ConstantValue.Of(System.IO.Path.GetExtension(own));
            case "resolve" or "absolute" or "expanduser":
                return Native.Of(name, (_, _) => path);
            case "as_posix" or "__str__" or "__fspath__":
                return Native.Of(name, (_, _) => Text(own));
            case "joinpath":
                return Native.Of(name, (_, call) => Down(own, call.Arguments) is { } down ? new PathValue(down) : UnknownValue.Plain);
            case "with_suffix" or "with_name":
                return Native.Of(name, (_, call) => call[0] is ConstantValue { Text: { } with } ? new PathValue(name == "with_name" ? PythonModules.Join(PythonModules.Parent(own), with) : System.IO.Path.ChangeExtension(own, with)) : UnknownValue.Plain);
            case "exists" or "is_file" or "is_dir":
                return Native.Of(name, (_, _) => ConstantValue.Of((name != "is_dir" && files.Exists(own)) || (name != "is_file" && files.FolderExists(own))));
            case "read_text" or "read_bytes":
                return Native.Of(name, (_, _) => ReadOrNull(own) is { } text ? ConstantValue.Of(text) : UnknownValue.Plain);
            case "open":
                return Native.Of(name, (machine, _) => files.Exists(own) ? new RecordValue { Tag = new OpenFile(own), Depth = machine.Depth } : UnknownValue.Plain);
            case "glob" or "rglob" or "iterdir":
                return Native.Of(name, (_, call) => Listed(own, name, Native.TextOrNull(call, 0)));
            default:
                return UnknownValue.Plain;
        }
    }

    /// <summary>A member of an open file; null for other records.</summary>
    public Value? FileOrNull(RecordValue record, string name) =>
        record.Tag is not OpenFile file ? null : name switch
        {
            "read" => Native.Of(name, (_, _) => ReadOrNull(file.Path) is { } text ? ConstantValue.Of(text) : UnknownValue.Plain),
            "readlines" => Native.Of(name, (_, _) => ReadOrNull(file.Path) is { } text ? ListValue.Of(text.Split('\n').Select(static l => (Value)ConstantValue.Of(l + "\n"))) : UnknownValue.Plain),
            "__enter__" => Native.Of(name, (_, _) => record),
            _ => UnknownValue.Plain,
        };

    /// <summary><c>path / "part"</c>; null where that is not both.</summary>
    public static Value? JoinedOrNull(string operation, Value left, Value right) =>
        operation == "/" && left.Primary is PathValue path && Down(path.Path, [right]) is { } down ? new PathValue(down) : null;

    /// <summary>The path that a value names inside of the snapshot; null where it names none.</summary>
    public static string? PathOrNull(Value value) =>
        value.Primary switch
        {
            PathValue path => path.Path,
            ConstantValue { Text: { Length: > 0 and < 1000 } text } when text.StartsWith(Root, StringComparison.Ordinal) => Normal(text),
            _ => null,
        };

    private Value? OfOs(string path, string name, CallSite call) =>
        name switch
        {
            "dirname" => Text(PythonModules.Parent(path)),
            "basename" => ConstantValue.Of(path[(path.LastIndexOf('/') + 1)..]),
            "abspath" or "realpath" or "normpath" or "fspath" or "expanduser" => Text(path),
            "join" => Down(path, call.Arguments.Skip(1)) is { } down ? Text(down) : null,
            "exists" or "isfile" or "isdir" => ConstantValue.Of((name != "isdir" && files.Exists(path)) || (name != "isfile" && files.FolderExists(path))),
            "listdir" => ListValue.Of(Children(path).Select(static c => (Value)ConstantValue.Of(c[(c.LastIndexOf('/') + 1)..]))),
            _ => null,
        };

    private ListValue Listed(string folder, string name, string? pattern)
    {
        var suffix = pattern?.LastIndexOf('*') is >= 0 and var at ? pattern[(at + 1)..] : pattern ?? "";
        var isDeep = name == "rglob" || pattern?.StartsWith("**/", StringComparison.Ordinal) == true;
        var found = isDeep ? files.Paths.Where(p => PythonModules.Within(p, folder)) : Children(folder);
        return ListValue.Of(found.Where(p => p.EndsWith(suffix, StringComparison.Ordinal)).Take(2_000).Select(static p => (Value)new PathValue(p)));
    }

    /// <summary>The files of a folder and the folders in it, in ordinal order.</summary>
    private IEnumerable<string> Children(string folder) =>
        files.Paths.Where(p => PythonModules.Within(p, folder))
            .Select(p => p.IndexOf('/', folder.Length == 0 ? 0 : folder.Length + 1) is > 0 and var end ? p[..end] : p)
            .Distinct(StringComparer.Ordinal);

    private string? Folder(string package)
    {
        var path = package.Replace('.', '/');
        return files.FolderExists(path) ? path : files.FolderExists("src/" + path) ? "src/" + path : files.Paths.FirstOrDefault(p => p.Contains($"/{path}/", StringComparison.Ordinal)) is { } inside ? inside[..(inside.IndexOf($"/{path}/", StringComparison.Ordinal) + path.Length + 1)] : null;
    }

    private string? ReadOrNull(string path)
    {
        if (files.Size(path) > _left || files.ReadOrNull(path, LongestFile) is not { } content)
        {
            return null;
        }

        _left -= content.Length;
        return Encoding.UTF8.GetString(content).Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    private static Value? Json(string text)
    {
        try
        {
            return ValueJson.Read(JsonNode.Parse(text, null, new JsonDocumentOptions { MaxDepth = 60 }));
        }
        catch (JsonException)
        {
            return null;
        }
        catch (ArgumentException)
        {
            // A name that an object has twice.
            return null;
        }
    }

    private static string? Down(string folder, IEnumerable<Value> parts)
    {
        var path = folder;
        foreach (var part in parts)
        {
            if (part.Primary is not ConstantValue { Text: { Length: < 500 } text })
            {
                return part.Primary is PathValue absolute ? absolute.Path : null;
            }

            path = text.StartsWith(Root, StringComparison.Ordinal) ? text : $"{path}/{text}";
        }

        return Normal(path);
    }

    private static string? Normal(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            switch (part)
            {
                case ".":
                    break;
                case ".." when parts.Count > 0:
                    parts.RemoveAt(parts.Count - 1);
                    break;
                case "..":
                    return null;
                default:
                    parts.Add(part);
                    break;
            }
        }

        return string.Join('/', parts);
    }

    private static IEnumerable<string> Above(string path)
    {
        for (var at = path; at.Length > 0 && at.Contains('/', StringComparison.Ordinal);)
        {
            at = PythonModules.Parent(at);
            yield return at;
        }

        yield return "";
    }
}
