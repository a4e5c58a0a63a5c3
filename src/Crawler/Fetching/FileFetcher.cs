using System.Security.Cryptography;
using Catalog.Core.Crawls;
using Catalog.Core.Sources;
using Catalog.Crawler.Archives;

namespace Catalog.Crawler.Fetching;

/// <summary>Reads an archive of this machine: tar, gzipped tar or zip, told from its first bytes.</summary>
internal class FileFetcher : ISnapshotFetcher
{
    public virtual string Id => "file";

    public int Version => 1;

    public bool Keeps => false;

    public virtual async Task<Resolution> ResolveAsync(SourceReference reference, FetchRecord? known, CancellationToken cancellationToken)
    {
        if (!File.Exists(reference.Value))
        {
            return Resolution.Failed($"there is no file `{reference.Value}`");
        }

        await using var stream = File.OpenRead(reference.Value);
        return Unpacker.FormatOf(stream) is null
            ? Resolution.Failed($"`{reference.Value}` is neither a tar, a gzipped tar nor a zip archive")
            : new Resolution { Revision = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken)) };
    }

    public Task<FetchOutcome> FetchAsync(SourceReference reference, Resolution resolution, string folder, CancellationToken cancellationToken) =>
        Task.FromResult(new FetchOutcome(new Artefact { Path = Path.GetFullPath(reference.Value) }, null));
}
