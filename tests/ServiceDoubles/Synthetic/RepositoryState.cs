using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Catalog.ServiceDoubles.Synthetic;

/// <summary>What a repository's host shows of it at one moment.</summary>
public sealed class RepositoryState
{
    private static readonly string[] Manifests = ["package.json", "pyproject.toml", "go.mod", "Server.csproj"];

    /// <summary>Makes the state.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="version">The version of its source.</param>
    /// <param name="words">The version of its README.</param>
    public RepositoryState(SyntheticRepository repository, int version, int words)
    {
        Repository = repository;
        var files = SyntheticFiles.Of(repository, version, words);
        Commit = SyntheticRepository.Oid($"commit {repository.Index} {version} {words}");
        Tree = SyntheticRepository.Oid($"tree {repository.Index} {version} {words}");
        Entries =
        [
            .. files.Where(static f => !f.Path.Contains('/', StringComparison.Ordinal)).Select(static f => (f.Path, SyntheticRepository.Oid(f.Text), false)),
            .. files.Where(static f => f.Path.Contains('/', StringComparison.Ordinal))
                .GroupBy(static f => f.Path[..f.Path.IndexOf('/', StringComparison.Ordinal)], StringComparer.Ordinal)
                .Select(static g => (g.Key, SyntheticRepository.Oid(string.Concat(g.Select(static f => f.Path + f.Text))), true)),
        ];
        Texts = files.Where(static f => Manifests.Contains(f.Path, StringComparer.Ordinal)).ToDictionary(static f => f.Path, static f => f.Text, StringComparer.Ordinal);
        Archive = Pack($"{repository.Name}-{Commit[..7]}/", Commit, files);
    }

    /// <summary>The repository.</summary>
    public SyntheticRepository Repository { get; }

    /// <summary>The commit of its default branch.</summary>
    public string Commit { get; }

    /// <summary>The id of its topmost folder.</summary>
    public string Tree { get; }

    /// <summary>What lies in its topmost folder.</summary>
    public IReadOnlyList<(string Name, string Oid, bool IsFolder)> Entries { get; }

    /// <summary>The texts of its manifests, by their paths.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; }

    /// <summary>A gzipped tar with one folder around all.</summary>
    public byte[] Archive { get; }

    private static byte[] Pack(string folder, string commit, IReadOnlyList<(string Path, string Text)> files)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(gzip, TarEntryFormat.Pax))
        {
            tar.WriteEntry(new PaxGlobalExtendedAttributesTarEntry(new Dictionary<string, string>(StringComparer.Ordinal) { ["comment"] = commit }));
            tar.WriteEntry(new UstarTarEntry(TarEntryType.Directory, folder));
            foreach (var (path, text) in files)
            {
                using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, folder + path) { DataStream = content });
            }
        }

        return bytes.ToArray();
    }
}
