using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Catalog.Crawler.Archives;

namespace Catalog.Crawler.Fetching;

/// <summary>
/// Keeps fetched artefacts under the data folder, named by their own SHA-256, with an index by what the source calls them, so that extraction
/// can be run again without fetching. Written to a temporary name first and renamed: a crash leaves no half artefact.
/// </summary>
internal sealed class SnapshotStore(CrawlerOptions options)
{
    private const int Short = 256 * 1024;

    private string Root => Path.Combine(options.DataFolder, "snapshots");

    /// <summary>The artefact kept under a source's name for it, or null; one whose bytes no longer fit their name is forgotten.</summary>
    public async Task<Artefact?> FindOrNullAsync(string name, CancellationToken cancellationToken)
    {
        var index = IndexPath(name);
        if (!File.Exists(index))
        {
            return null;
        }

        StoredArtefact? stored;
        try
        {
            stored = JsonSerializer.Deserialize<StoredArtefact>(await File.ReadAllTextAsync(index, cancellationToken));
        }
        catch (JsonException)
        {
            return null;
        }

        var path = stored?.Hash is { Length: 64 } hash && hash.All(char.IsAsciiHexDigitLower) ? ContentPath(hash) : null;
        return path is not null && File.Exists(path) && string.Equals(await HashAsync(path, cancellationToken), stored!.Hash, StringComparison.Ordinal)
            ? new Artefact { Path = path, Links = stored.Links, Strip = stored.Strip }
            : null;
    }

    /// <summary>Keeps an artefact, which is moved away from where it lay, and says where it lies now.</summary>
    public async Task<Artefact> KeepAsync(string name, Artefact artefact, CancellationToken cancellationToken)
    {
        var hash = await HashAsync(artefact.Path, cancellationToken);
        var path = ContentPath(hash);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var half = path + "." + Guid.NewGuid().ToString("N");
        File.Move(artefact.Path, half);
        File.Move(half, path, overwrite: true);
        var index = IndexPath(name);
        Directory.CreateDirectory(Path.GetDirectoryName(index)!);
        var text = JsonSerializer.Serialize(new StoredArtefact(name, hash, artefact.Links, artefact.Strip));
        var halfIndex = index + "." + Guid.NewGuid().ToString("N");
#pragma warning disable CA1849, VSTHRD103, MA0042 // Handing a few bytes on to another thread takes longer than writing them.
        File.WriteAllText(halfIndex, text);
#pragma warning restore CA1849, VSTHRD103, MA0042
        File.Move(halfIndex, index, overwrite: true);
        return artefact with { Path = path };
    }

    /// <summary>Throws away what was kept before a moment and is needed no more, and what an interrupted writer left.</summary>
    /// <param name="isNeeded">Says of a source's name for an artefact whether it is needed, however old.</param>
    /// <param name="before">The moment.</param>
    /// <param name="isDryRun">True to count only.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public PrunedArtefacts Prune(Func<string, bool> isNeeded, DateTimeOffset before, bool isDryRun, CancellationToken cancellationToken)
    {
        var (indexes, contents) = (Path.Combine(Root, "index"), Path.Combine(Root, "sha256"));
        if (!Directory.Exists(indexes) || !Directory.Exists(contents))
        {
            return new PrunedArtefacts(0, 0);
        }

        var kept = new HashSet<string>(StringComparer.Ordinal);
        foreach (var index in Directory.EnumerateFiles(indexes, "*", SearchOption.AllDirectories))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var stored = ReadOrNull(index);
            if (File.GetLastWriteTimeUtc(index) >= before.UtcDateTime || (stored is not null && isNeeded(stored.Name)))
            {
                kept.Add(stored?.Hash ?? "");
            }
            else if (!isDryRun)
            {
                File.Delete(index);
            }
        }

        var (files, bytes) = (0, 0L);
        foreach (var file in new DirectoryInfo(contents).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => !kept.Contains(file.Name) && file.LastWriteTimeUtc < before.UtcDateTime))
        {
            cancellationToken.ThrowIfCancellationRequested();
            (files, bytes) = (files + 1, bytes + file.Length);
            if (!isDryRun)
            {
                file.Delete();
            }
        }

        return new PrunedArtefacts(files, bytes);
    }

    private static StoredArtefact? ReadOrNull(string index)
    {
        try
        {
            return JsonSerializer.Deserialize<StoredArtefact>(File.ReadAllText(index));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        if (stream.Length <= Short)
        {
            // As above.
            var content = GC.AllocateUninitializedArray<byte>((int)stream.Length);
            stream.ReadExactly(content);
            return Convert.ToHexStringLower(SHA256.HashData(content));
        }

        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }

    private string ContentPath(string hash) => Path.Combine(Root, "sha256", hash[..2], hash);

    private string IndexPath(string name)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        return Path.Combine(Root, "index", hash[..2], hash + ".json");
    }

    private sealed record StoredArtefact(string Name, string Hash, LinkHandling Links, int Strip);
}
