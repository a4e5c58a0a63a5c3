using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Catalog.Core.Crawls;
using Catalog.Core.Sources;
using Catalog.Crawler.Archives;

namespace Catalog.Crawler.Fetching.Pypi;

/// <summary>Fetches Python packages from the indexes of this user's pip: the archive of the source where there is one, else a wheel. Nothing is built or installed; the bytes are checked against the index's hash.</summary>
internal sealed partial class PypiFetcher(PypiIndex index) : ISnapshotFetcher
{
    public string Id => "pypi";

    public int Version => 1;

    public bool Keeps => true;

    /// <summary>Why a text is no name of a Python package; null where it is one.</summary>
    public static string? CheckName(string name) => name.Length <= 200 && PackageName().IsMatch(name) ? null : $"`{name}` is not the name of a Python package; write pypi:NAME";

    public async Task<Resolution> ResolveAsync(SourceReference reference, FetchRecord? known, CancellationToken cancellationToken)
    {
        if (CheckName(reference.Value) is { } problem)
        {
            return Resolution.Failed(problem);
        }

        var (files, etag, refusal, isMissing) = await index.ListAsync(reference.Value, known?.ETag, cancellationToken);
        if (refusal is not null)
        {
            return isMissing ? Resolution.Missing(refusal) : Resolution.Failed(refusal);
        }

        if (files is null)
        {
            return new Resolution { Revision = known!.Revision, Version = known.Revision.Split(' ')[0], ETag = etag };
        }

        return ChooseOrNull(files, reference.Version) is { } file
            ? new Resolution { Revision = $"{file.Version} {file.Name} {file.Sha256}".TrimEnd(), Version = file.Version, ETag = etag }
            : Resolution.Failed(reference.Version is { } version ? $"there is no version `{version}` of `{reference.Value}`, or nothing of it can be read" : $"`{reference.Value}` has no files that can be read");
    }

    public async Task<FetchOutcome> FetchAsync(SourceReference reference, Resolution resolution, string folder, CancellationToken cancellationToken)
    {
        var name = resolution.Revision.Split(' ')[1];
        var (files, _, refusal, _) = await index.ListAsync(reference.Value, etag: null, cancellationToken);
        var file = files?.FirstOrDefault(f => f.Name == name);
        if (file is null)
        {
            return FetchOutcome.Failed(refusal ?? $"the package index lists `{name}` no more");
        }

        var target = Path.Combine(folder, "package");
        if (await index.DownloadAsync(file, target, cancellationToken) is { } failed)
        {
            return FetchOutcome.Failed(failed);
        }

        await using (var stream = File.OpenRead(target))
        {
            if (file.Sha256 is not null && Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken)) != file.Sha256)
            {
                return FetchOutcome.Failed($"`{name}` arrived with other bytes than the package index announced; nothing of it is used");
            }
        }

        return new FetchOutcome(new Artefact { Path = target, Strip = file.IsSource ? 1 : 0, Links = LinkHandling.Skip }, null);
    }

    /// <summary>The newest release that was not taken back, or the one asked for: its source, else a wheel for every machine, else any.</summary>
    private static PythonFile? ChooseOrNull(IReadOnlyList<PythonFile> files, string? version)
    {
        var versions = files.Select(static file => (File: file, Version: PythonVersion.ParseOrNull(file.Version))).Where(static f => f.Version is not null).ToList();
        var asked = version is null ? null : PythonVersion.ParseOrNull(version);
        var newest = version is not null ? asked
            : versions.Where(static f => !f.File.IsYanked && f.Version!.IsFinal).Select(static f => f.Version!).Max(PythonVersion.Order)
            ?? versions.Where(static f => !f.File.IsYanked).Select(static f => f.Version!).Max(PythonVersion.Order);
        return newest is null ? null : versions.Where(f => f.Version!.Against(newest) == 0).Select(static f => f.File)
            .OrderBy(static f => f.IsSource ? 0 : f.Name.EndsWith("-none-any.whl", StringComparison.OrdinalIgnoreCase) ? 1 : 2)
            .ThenBy(static f => f.Name, StringComparer.Ordinal)
            .FirstOrDefault();
    }

    [GeneratedRegex(@"\A[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PackageName();
}
