using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.TypeScript.Runtime;

/// <summary>
/// Node's paths and its reading of files, for definitions that lie in files beside the code. The file of the source at <c>x</c> is <c>/snapshot/x</c> to it; only files of the snapshot
/// can be named, and only their content is read.
/// </summary>
internal sealed class NodeLibraries(SnapshotFiles files)
{
    private const string Root = "/snapshot";
    private readonly NodeFiles _files = new(files);

    /// <summary><c>import.meta</c>, <c>__dirname</c> and <c>__filename</c> of a file; null for other names.</summary>
    public static Value? GlobalOrNull(string name, EvaluatedModule module) =>
        name switch
        {
            "__dirname" => ConstantValue.Of(Folder(Root + "/" + module.Path)),
            "__filename" => ConstantValue.Of(Root + "/" + module.Path),
            "import.meta" => Meta(module),
            _ => null,
        };

    /// <summary>Calls a function of a Node module; null where it is not modelled.</summary>
    public Value? CallOrNull(string module, string name, CallSite call) =>
        (module.StartsWith("node:", StringComparison.Ordinal) ? module[5..] : module, name) switch
        {
            ("path" or "path/posix", "join") => Constants(call) is { } parts ? ConstantValue.Of(Normal(string.Join('/', parts))) : UnknownValue.Plain,
            ("path" or "path/posix", "resolve") => Resolve(call),
            ("path" or "path/posix", "dirname") => Native.TextOrNull(call, 0) is { } path ? ConstantValue.Of(Folder(path)) : UnknownValue.Plain,
            ("path" or "path/posix", "basename") => Native.TextOrNull(call, 0) is { } path ? ConstantValue.Of(path[(path.LastIndexOf('/') + 1)..]) : UnknownValue.Plain,
            ("path" or "path/posix", "extname") => Native.TextOrNull(call, 0) is { } path ? ConstantValue.Of(Path.GetExtension(path)) : UnknownValue.Plain,
            ("path" or "path/posix", "normalize") => Native.TextOrNull(call, 0) is { } path ? ConstantValue.Of(Normal(path)) : UnknownValue.Plain,
            ("path" or "path/posix", "isAbsolute") => Native.TextOrNull(call, 0) is { } path ? ConstantValue.Of(path.StartsWith('/')) : UnknownValue.Plain,
            ("path" or "path/posix", "relative") => Native.TextOrNull(call, 0) is { } from && Native.TextOrNull(call, 1) is { } to ? ConstantValue.Of(Path.GetRelativePath("/" + Normal(from), "/" + Normal(to))) : UnknownValue.Plain,
            ("path" or "path/posix", "parse") => Native.TextOrNull(call, 0) is { } path ? Parts(path) : UnknownValue.Plain,
            ("url", "fileURLToPath") => Native.TextOrNull(call, 0) is { } url ? ConstantValue.Of(WithoutScheme(url)) : UnknownValue.Plain,
            ("url", "pathToFileURL") => Native.TextOrNull(call, 0) is { } path ? ConstantValue.Of("file://" + path) : UnknownValue.Plain,
            ("module", "createRequire") => new UnknownValue { Module = GlobalFunctions.Module, Path = "require" },
            ("yaml" or "js-yaml", "parse" or "load") => Native.TextOrNull(call, 0) is { } text && SourceYaml.ParseOrNull(text) is { } yaml ? ValueJson.Read(yaml) : UnknownValue.Plain,
            _ => _files.CallOrNull(module, name, call),
        };

    /// <summary><c>new URL("./x", import.meta.url)</c> and whole addresses of the web, as texts; null for others.</summary>
    public static Value? UrlOrNull(CallSite call) =>
        call.Arguments.Count == 1 && call[0] is ConstantValue { Text: { } address } whole && address.StartsWith("http", StringComparison.Ordinal) ? whole
        : Native.TextOrNull(call, 0) is { } name && Native.TextOrNull(call, 1) is { } at && at.StartsWith("file://" + Root, StringComparison.Ordinal)
            ? ConstantValue.Of("file://" + Normal(Folder(WithoutScheme(at)) + "/" + name))
            : null;

    private static RecordValue Meta(EvaluatedModule module)
    {
        var record = new RecordValue { IsOpen = true };
        record.Set("url", ConstantValue.Of($"file://{Root}/{module.Path}"));
        record.Set("dirname", ConstantValue.Of(Folder(Root + "/" + module.Path)));
        record.Set("filename", ConstantValue.Of(Root + "/" + module.Path));
        return record;
    }

    /// <summary>The path inside the snapshot that a path or address of a file means, empty for its root; null for all others.</summary>
    public static string? InsideOrNull(string path) =>
        Normal(WithoutScheme(path)) is var normal && normal.StartsWith(Root + "/", StringComparison.Ordinal) ? normal[(Root.Length + 1)..] : normal == Root ? "" : null;

    /// <summary>A constant of Node's path module; null for its functions.</summary>
    public static Value? ConstantOrNull(string module, string name) =>
        (module, name) switch
        {
            ("path" or "node:path" or "path/posix", "sep") => ConstantValue.Of("/"),
            ("os" or "node:os", "EOL") => ConstantValue.Of("\n"),
            _ => null,
        };

    private static RecordValue Parts(string path)
    {
        var record = new RecordValue();
        record.Set("dir", ConstantValue.Of(Folder(path)));
        record.Set("base", ConstantValue.Of(path[(path.LastIndexOf('/') + 1)..]));
        record.Set("ext", ConstantValue.Of(Path.GetExtension(path)));
        record.Set("name", ConstantValue.Of(Path.GetFileNameWithoutExtension(path)));
        return record;
    }

    private static IReadOnlyList<string>? Constants(CallSite call)
    {
        var parts = call.Arguments.Select(static a => (a.Primary as ConstantValue is { Partial: false } c ? c : null)?.Text).ToList();
        return call.IsOpen || parts.Contains(null) ? null : [.. parts.OfType<string>()];
    }

    /// <summary>From the last absolute part on; what stands before it does not matter.</summary>
    private static Value Resolve(CallSite call)
    {
        var path = "";
        for (var i = call.Arguments.Count - 1; i >= 0; i--)
        {
            if (Native.TextOrNull(call, i) is not { } part)
            {
                return UnknownValue.Plain;
            }

            path = path.Length == 0 ? part : part + "/" + path;
            if (part.StartsWith('/'))
            {
                return ConstantValue.Of(Normal(path));
            }
        }

        return UnknownValue.Plain;
    }

    private static string WithoutScheme(string url) => url.StartsWith("file://", StringComparison.Ordinal) ? url[7..] : url;

    private static string Folder(string path) => path.LastIndexOf('/') is > 0 and var at ? path[..at] : path.StartsWith('/') ? "/" : ".";

    private static string Normal(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count > 0 && parts[^1] != "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != "." && !(part == ".." && path.StartsWith('/')))
            {
                parts.Add(part);
            }
        }

        return (path.StartsWith('/') ? "/" : "") + string.Join('/', parts);
    }
}
