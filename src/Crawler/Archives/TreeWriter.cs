using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Catalog.Crawler.Archives;

/// <summary>Writes checked files into one folder, and keeps what the limits and the content hash ask for.</summary>
internal sealed class TreeWriter(string root, ArchiveLimits limits)
{
    /// <summary>Kinds of files that are words for people: which of two spellings a machine opens changes nothing that runs.</summary>
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase) { ".md", ".rst", ".adoc" };

    private readonly HashSet<string> _files = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _folders = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _made = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _hashes = new(StringComparer.Ordinal);
    private int _entries;
    private long _total;

    /// <summary>Files written so far.</summary>
    public int Files => _hashes.Count;

    /// <summary>Counts an entry of any kind.</summary>
    public void Count()
    {
        if (++_entries > limits.Entries)
        {
            throw new ArchiveRefusedException($"it holds more than {limits.Entries} entries");
        }
    }

    /// <summary>Notes a folder; it is created with its first file.</summary>
    public void AddFolder(string name, int strip)
    {
        var parts = EntryName.Split(name, limits.Depth);
        Claim(parts.Length > strip ? parts[strip..] : [], name);
    }

    /// <summary>Writes a file; a name that was seen before, or differs from one only in case, refuses the archive. Of words for people under two such spellings the first is kept.</summary>
    public void AddFile(string name, int strip, Stream content)
    {
        var parts = EntryName.Split(name, limits.Depth);
        if (parts.Length <= strip)
        {
            throw new ArchiveRefusedException($"the entry `{EntryName.Show(name)}` lies outside the folder that holds the rest");
        }

        parts = parts[strip..];
        Claim(parts[..^1], name);
        var path = string.Join('/', parts).Normalize(NormalizationForm.FormC);
        if (_files.TryGetValue(path, out var other) && !string.Equals(other, path, StringComparison.Ordinal) && Words.Contains(Path.GetExtension(path)))
        {
            return;
        }

        if (_folders.ContainsKey(path) || !_files.Add(path))
        {
            throw new ArchiveRefusedException($"the name `{EntryName.Show(name)}` occurs twice, or differs from another only in case");
        }

        var target = Path.Combine([root, .. parts]);
        var folder = Path.GetDirectoryName(target)!;
        if (_made.Add(folder))
        {
            Directory.CreateDirectory(folder);
        }

        _hashes[path] = Write(target, name, content);
    }

    /// <summary>The content hash of all that was written.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, content) in _hashes)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{content} {path}\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private void Claim(string[] folders, string name)
    {
        for (var i = 1; i <= folders.Length; i++)
        {
            var path = string.Join('/', folders[..i]).Normalize(NormalizationForm.FormC);
            if (_files.Contains(path) || (_folders.TryGetValue(path, out var known) && !string.Equals(known, path, StringComparison.Ordinal)))
            {
                throw new ArchiveRefusedException($"the name `{EntryName.Show(name)}` occurs twice, or differs from another only in case");
            }

            _folders[path] = path;
        }
    }

    private string Write(string target, string name, Stream content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var file = new FileStream(target, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            long size = 0;
            int read;
            while ((read = content.Read(buffer)) > 0)
            {
                size += read;
                _total += read;
                if (size > limits.FileBytes)
                {
                    throw new ArchiveRefusedException($"the file `{EntryName.Show(name)}` has more than {limits.FileBytes >> 20} MiB");
                }

                if (_total > limits.TotalBytes)
                {
                    throw new ArchiveRefusedException($"it unpacks to more than {limits.TotalBytes >> 20} MiB");
                }

                hash.AppendData(buffer, 0, read);
                file.Write(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
