using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using Catalog.Crawler.Extractors;

namespace Catalog.Bench.Extraction;

/// <summary>Fetches the sources of rows once and keeps them.</summary>
internal sealed class SourceFolders(string cache, string? mirrors)
{
    /// <summary>
    /// The folder of a row's source; null where it is not to be had. The package where the row names one and it holds source; of programs in other languages npm has only what was
    /// built, and their repository is read.
    /// </summary>
    public async Task<SnapshotFolder?> FindOrNullAsync(TruthRow row)
    {
        var isPackage = row.Npm is not null && (row.Language is "TypeScript" or "JavaScript" || await RepositoryAsync(row) is null);
        var path = isPackage ? await PackageAsync(row.Npm!) : await RepositoryAsync(row);
        return path is null ? null : new SnapshotFolder { Path = path, Folder = isPackage ? null : row.Path };
    }

    /// <summary>The archive of a package that was fetched; null where it is not kept any more.</summary>
    public string? ArchiveOrNull(string package)
    {
        // As `npm pack` names it: the scope without its sign, and dashes for what separates.
        var path = Path.Combine(cache, "packs", package.TrimStart('@').Replace('/', '-').Replace('@', '-') + ".tgz");
        return File.Exists(path) ? path : null;
    }

    /// <summary>The folder of a package, <c>name@version</c>; null where npm does not give it.</summary>
    public async Task<string?> PackageAsync(string package)
    {
        var folder = Path.Combine(cache, "npm", package.Replace('/', '~'));
        if (!Directory.Exists(folder))
        {
            var packs = Directory.CreateDirectory(Path.Combine(cache, "packs")).FullName;
            if (await RunAsync("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", packs, package], null) is not { } name)
            {
                return null;
            }

            await using var archive = new GZipStream(File.OpenRead(Path.Combine(packs, name.Trim().Split('\n')[^1])), CompressionMode.Decompress);
            await UnpackAsync(archive, folder);
        }

        // Packages lie in one folder of the archive, most often called `package`.
        return Directory.GetDirectories(folder) is [var single] && Directory.GetFiles(folder).Length == 0 ? single : folder;
    }

    private async Task<string?> RepositoryAsync(TruthRow row)
    {
        var mirror = mirrors is null || row.Repo is null ? null : Path.Combine(mirrors, row.Repo.Replace('/', '+'), "repo");
        if (mirror is null || !Directory.Exists(mirror) || row.Commit is null)
        {
            return null;
        }

        var folder = Path.Combine(cache, "git", row.Repo!.Replace('/', '~') + "@" + row.Commit);
        if (!Directory.Exists(folder) && !await GitTree.CopyAsync(mirror, row.Commit, folder))
        {
            return null;
        }

        return folder;
    }

    private static async Task UnpackAsync(Stream archive, string folder)
    {
        await using var reader = new TarReader(archive);
        while (await reader.GetNextEntryAsync() is { } entry)
        {
            var target = Path.GetFullPath(Path.Combine(folder, entry.Name));
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile && target.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                await entry.ExtractToFileAsync(target, overwrite: true);
            }
        }

        Directory.CreateDirectory(folder);
    }

    private static async Task<string?> RunAsync(string program, IReadOnlyList<string> arguments, string? folder)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = folder ?? Path.GetTempPath() })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : null;
    }
}
