using System.Collections.Frozen;

namespace Catalog.Crawler.Extractors;

/// <summary>The names and sizes of a snapshot's files; contents are read on demand, each no longer than a cap. Links are never followed.</summary>
internal sealed class SnapshotFiles
{
    /// <summary>The longest file that is read; longer ones are refused with a reason, never cut.</summary>
    public const int LongestFile = 16 * 1024 * 1024;

    private const int MostFiles = 200_000;
    private const int Short = 256 * 1024;
    private readonly string _root;
    private readonly FrozenDictionary<string, long> _files;
    private readonly FrozenSet<string> _folders;
    private readonly IReadOnlyList<(string Folder, SnapshotFiles Files)> _mounted;

    private SnapshotFiles(string root, Dictionary<string, long> files, bool isWhole, IReadOnlyList<(string Folder, SnapshotFiles Files)>? mounted = null)
    {
        _root = root;
        _mounted = mounted ?? [];
        _files = files.ToFrozenDictionary(StringComparer.Ordinal);
        _folders = _files.Keys.SelectMany(Parents).Append("").ToFrozenSet(StringComparer.Ordinal);
        Paths = [.. _files.Keys.Order(StringComparer.Ordinal)];
        IsWhole = isWhole;
    }

    /// <summary>Every file, <c>/</c> between parts, in ordinal order.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>False where there were more files than are looked at.</summary>
    public bool IsWhole { get; }

    /// <summary>Lists a folder. Installed dependencies and version control are left out.</summary>
    public static SnapshotFiles List(string root)
    {
        var files = new Dictionary<string, long>(StringComparer.Ordinal);
        var options = new EnumerationOptions { RecurseSubdirectories = false, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };
        var open = new Queue<string>([root]);
        while (open.TryDequeue(out var folder))
        {
            foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", options))
            {
                if (entry is FileInfo file)
                {
                    files[Path.GetRelativePath(root, file.FullName).Replace('\\', '/')] = file.Length;
                }
                else if (entry.Name is not ("node_modules" or ".git" or ".hg" or ".svn" or "__pycache__" or ".venv"))
                {
                    open.Enqueue(entry.FullName);
                }

                if (files.Count >= MostFiles)
                {
                    return new SnapshotFiles(root, files, isWhole: false);
                }
            }
        }

        return new SnapshotFiles(root, files, isWhole: true);
    }

    /// <summary>These files, and others below a folder that is not there yet: a dependency where its importer looks for it.</summary>
    public SnapshotFiles With(string folder, SnapshotFiles other)
    {
        var files = new Dictionary<string, long>(_files, StringComparer.Ordinal);
        foreach (var path in other.Paths)
        {
            files[$"{folder}/{path}"] = other.Size(path);
        }

        return new SnapshotFiles(_root, files, IsWhole && other.IsWhole, [.. _mounted, (folder, other)]);
    }

    /// <summary>The folder of the mounted files that a path belongs to; null for the snapshot's own.</summary>
    public string? MountOrNull(string path) => _mounted.Select(static m => m.Folder).FirstOrDefault(folder => path.StartsWith(folder + "/", StringComparison.Ordinal));

    public bool Exists(string path) => _files.ContainsKey(path);

    public bool FolderExists(string path) => _folders.Contains(path);

    /// <summary>The size in bytes; 0 where there is no such file.</summary>
    public long Size(string path) => _files.GetValueOrDefault(path);

    /// <summary>The bytes of a file; null where there is none or it is longer than <see cref="LongestFile"/>.</summary>
    public async Task<byte[]?> ReadOrNullAsync(string path, CancellationToken cancellationToken) =>
        !_files.TryGetValue(path, out var size) || size > LongestFile ? null
        // Handing a short file on to another thread takes longer than reading it.
        : size <= Short ? File.ReadAllBytes(Absolute(path))
        : await File.ReadAllBytesAsync(Absolute(path), cancellationToken);

    /// <summary>As <see cref="ReadOrNullAsync"/>, for small files such as manifests.</summary>
    public byte[]? ReadOrNull(string path, int longest = 1024 * 1024) =>
        _files.TryGetValue(path, out var size) && size <= longest ? File.ReadAllBytes(Absolute(path)) : null;

    private string Absolute(string path) => MountOrNull(path) is { } folder
        ? _mounted.First(m => m.Folder == folder).Files.Absolute(path[(folder.Length + 1)..])
        : Path.Combine(_root, path.Replace('/', Path.DirectorySeparatorChar));

    private static IEnumerable<string> Parents(string path)
    {
        for (var end = path.LastIndexOf('/'); end > 0; end = path.LastIndexOf('/', end - 1))
        {
            yield return path[..end];
        }
    }
}
