using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Catalog.Crawler.Fetching;

/// <summary>Reads files of one commit out of a repository of this machine. Links and submodules are passed over; large-file pointers stay pointers.</summary>
internal sealed class GitTree(GitClient git)
{
    /// <summary>The plain files of a commit.</summary>
    /// <returns>The files, or why they could not be listed.</returns>
    public async Task<(IReadOnlyList<TreeFile> Files, string? Problem)> ListAsync(string repository, string commit, CancellationToken cancellationToken)
    {
        var listed = await git.ReadAsync(repository, ["ls-tree", "-r", "-l", "-z", "--full-tree", commit], cancellationToken);
        if (!listed.IsSuccess)
        {
            return ([], $"the files of commit {commit[..12]} could not be listed: {listed.FirstError("fatal:")}");
        }

        var files = new List<TreeFile>();
        foreach (var line in listed.Text.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            var fields = line[..tab].Split(' ', StringSplitOptions.RemoveEmptyEntries);

            // 100644 and 100755 are files; 120000 is a link, 160000 another repository. A partial mirror lists objects that it does not hold, with `BAD` as their size.
            if (fields is [['1', '0', '0', ..], "blob", var id, var text] && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size))
            {
                files.Add(new TreeFile(line[(tab + 1)..], id, size));
            }
        }

        return (files, null);
    }

    /// <summary>Writes chosen files as a gzipped tar archive, in the order given and without dates, so that equal trees give equal archives.</summary>
    /// <returns>Why it could not be done; null where it was.</returns>
    public async Task<string?> PackAsync(string repository, IReadOnlyList<TreeFile> files, string target, CancellationToken cancellationToken)
    {
        var wanted = new StringBuilder();
        foreach (var file in files)
        {
            wanted.Append(file.Object).Append('\n');
        }

        await using var output = new FileStream(target, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        await using var gzip = new GZipStream(output, CompressionLevel.Fastest);
        await using var tar = new TarWriter(gzip, TarEntryFormat.Pax);
        var read = await git.ReadAsync(repository, ["cat-file", "--batch"], wanted.ToString(), (stream, token) => CopyAsync(stream, files, tar, token), cancellationToken);
        return read.IsSuccess ? null : $"the files could not be read: {read.FirstError("fatal:")}";
    }

    private static async Task CopyAsync(Stream stream, IReadOnlyList<TreeFile> files, TarWriter tar, CancellationToken cancellationToken)
    {
        await using var buffered = new BufferedStream(stream, 1 << 16);
        foreach (var file in files)
        {
            var header = await ReadLineAsync(buffered, cancellationToken);
            if (!string.Equals(header, $"{file.Object} blob {file.Size}", StringComparison.Ordinal))
            {
                throw new InvalidDataException($"the repository lacks a file of this commit ({header}); fetch it whole");
            }

            var content = new byte[file.Size + 1];
            await buffered.ReadExactlyAsync(content, cancellationToken);
            using var data = new MemoryStream(content, 0, (int)file.Size, writable: false);
            await tar.WriteEntryAsync(
                new PaxTarEntry(TarEntryType.RegularFile, file.Path) { ModificationTime = DateTimeOffset.UnixEpoch, DataStream = data },
                cancellationToken);
        }
    }

    private static async Task<string> ReadLineAsync(Stream stream, CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (line.Length < 200 && await stream.ReadAsync(one, cancellationToken) == 1 && one[0] != (byte)'\n')
        {
            line.Append((char)one[0]);
        }

        return line.ToString();
    }
}
