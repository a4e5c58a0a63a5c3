namespace Catalog.Crawler.Fetching;

/// <summary>
/// Chooses which files of a repository are worth having: text that may define tools or be imported by what does. Near the asked folder first, so
/// that a server of a very big repository is whole though the repository is not.
/// </summary>
internal static class TreeSelection
{
    /// <summary>The most files of one snapshot.</summary>
    public const int MostFiles = 40_000;

    private const long MostBytes = 400L << 20;
    private const long LargestFile = 16L << 20;

    private static readonly HashSet<string> Unread = new(StringComparer.OrdinalIgnoreCase)
    {
        ".png", ".jpg", ".jpeg", ".gif", ".ico", ".svg", ".webp", ".bmp", ".tiff", ".avif", ".mp4", ".mov", ".webm", ".mp3", ".wav", ".ogg", ".pdf", ".psd",
        ".woff", ".woff2", ".ttf", ".otf", ".eot", ".zip", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".7z", ".rar", ".jar", ".war", ".class", ".exe", ".dll",
        ".so", ".dylib", ".a", ".o", ".lib", ".node", ".wasm", ".pyc", ".whl", ".nupkg", ".bin", ".dat", ".db", ".sqlite", ".parquet", ".onnx", ".pt",
        ".safetensors", ".npy", ".pickle", ".pkl", ".ipynb", ".csv", ".tsv", ".lock", ".map", ".snap", ".mcpb", ".dxt",
    };

    private static readonly HashSet<string> Passed = new(StringComparer.Ordinal) { "node_modules", ".git", ".hg", ".svn", "__pycache__", ".venv", "venv", ".tox", ".mypy_cache" };

    /// <summary>True for a file whose kind can hold no definition, or that lies where none are.</summary>
    public static bool IsPassedOver(string path, long size)
    {
        var parts = path.Split('/');
        return size > LargestFile || Unread.Contains(Path.GetExtension(parts[^1])) || parts.SkipLast(1).Any(Passed.Contains);
    }

    /// <summary>The files to take, ordinal by path.</summary>
    /// <param name="files">All plain files of the commit.</param>
    /// <param name="folder">The folder asked for; null for the whole.</param>
    /// <param name="missing">How many files of the asked folder, or of the whole, did not fit; what is only near it may be left out.</param>
    public static IReadOnlyList<TreeFile> Choose(IEnumerable<TreeFile> files, string? folder, out int missing)
    {
        var wanted = files.Where(static file => !IsPassedOver(file.Path, file.Size))
            .OrderBy(file => Distance(file.Path, folder))
            .ThenBy(static file => file.Path, StringComparer.Ordinal)
            .ToList();
        var taken = new List<TreeFile>();
        long bytes = 0;
        foreach (var file in wanted)
        {
            if (taken.Count == MostFiles || bytes + file.Size > MostBytes)
            {
                break;
            }

            bytes += file.Size;
            taken.Add(file);
        }

        missing = wanted.Skip(taken.Count).Count(file => folder is null || file.Path.StartsWith(folder + "/", StringComparison.Ordinal));
        taken.Sort(static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        return taken;
    }

    private static int Distance(string path, string? folder)
    {
        if (folder is null)
        {
            return path.Count(static c => c == '/');
        }

        // How many folders one must climb from the asked one before the file is below.
        var climbed = 0;
        for (var at = folder; at.Length > 0; at = at.LastIndexOf('/') is var slash and > 0 ? at[..slash] : "")
        {
            if (path.StartsWith(at + "/", StringComparison.Ordinal))
            {
                return climbed;
            }

            climbed++;
        }

        return climbed + path.Count(static c => c == '/');
    }
}
