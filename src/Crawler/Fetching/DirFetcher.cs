using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using Catalog.Core.Crawls;
using Catalog.Core.Sources;
using Catalog.Crawler.Archives;

namespace Catalog.Crawler.Fetching;

/// <summary>Reads a folder of this machine. It is packed first and unpacked like the archive of a stranger: what is read is plain files, without links.</summary>
internal sealed class DirFetcher : ISnapshotFetcher
{
    public string Id => "dir";

    public int Version => 1;

    public bool Keeps => false;

    public async Task<Resolution> ResolveAsync(SourceReference reference, FetchRecord? known, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(reference.Value))
        {
            return Resolution.Failed($"there is no folder `{reference.Value}`");
        }

        var root = Path.GetFullPath(reference.Value);
        var (files, problem) = List(root);
        if (problem is not null)
        {
            return Resolution.Failed(problem);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            await using var stream = Open(Path.Combine(root, file));
            var content = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
            hash.AppendData(Encoding.UTF8.GetBytes($"{content} {file}\n"));
        }

        return new Resolution { Revision = Convert.ToHexStringLower(hash.GetHashAndReset()) };
    }

    public async Task<FetchOutcome> FetchAsync(SourceReference reference, Resolution resolution, string folder, CancellationToken cancellationToken)
    {
        var root = Path.GetFullPath(reference.Value);
        var (files, problem) = List(root);
        if (problem is not null)
        {
            return FetchOutcome.Failed(problem);
        }

        var target = Path.Combine(folder, "folder.tar");
        await using var output = new FileStream(target, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        await using var tar = new TarWriter(output, TarEntryFormat.Pax);
        foreach (var file in files)
        {
            await using var stream = Open(Path.Combine(root, file));
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, file.Replace(Path.DirectorySeparatorChar, '/')) { DataStream = stream }, cancellationToken);
        }

        return new FetchOutcome(new Artefact { Path = target }, null);
    }

    /// <summary>Opens a file, but nothing of length 0: a pipe or a device shows that length, and opening one may never return.</summary>
    private static Stream Open(string path) => new FileInfo(path).Length == 0 ? Stream.Null : File.OpenRead(path);

    private static (IReadOnlyList<string> Files, string? Problem) List(string root)
    {
        var files = new List<string>();
        var pending = new Stack<DirectoryInfo>([new DirectoryInfo(root)]);
        while (pending.TryPop(out var folder))
        {
            foreach (var entry in folder.EnumerateFileSystemInfos())
            {
                var relative = Path.GetRelativePath(root, entry.FullName);
                if (entry.LinkTarget is not null || entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
                {
                    continue;
                }

                if (entry is DirectoryInfo below)
                {
                    if (!TreeSelection.IsPassedOver(relative.Replace(Path.DirectorySeparatorChar, '/') + "/x", 0))
                    {
                        pending.Push(below);
                    }
                }
                else if (entry is FileInfo file && !TreeSelection.IsPassedOver(relative.Replace(Path.DirectorySeparatorChar, '/'), file.Length))
                {
                    files.Add(relative);
                }

                if (files.Count > TreeSelection.MostFiles)
                {
                    return ([], $"`{root}` holds more than {TreeSelection.MostFiles} source files; name the server's own folder");
                }
            }
        }

        files.Sort(StringComparer.Ordinal);
        return files.Count > 0 ? (files, null) : ([], $"`{root}` holds no source files");
    }
}
