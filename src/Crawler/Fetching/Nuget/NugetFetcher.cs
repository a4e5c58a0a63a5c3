using System.Text.RegularExpressions;
using Catalog.Core.Crawls;
using Catalog.Core.Sources;
using Catalog.Crawler.Archives;

namespace Catalog.Crawler.Fetching.Nuget;

/// <summary>Fetches NuGet packages from the sources that this user has configured, folders among them. Nothing of a package is restored, loaded or run.</summary>
internal sealed partial class NugetFetcher(NugetConfiguration configuration, NugetFeeds feeds) : ISnapshotFetcher
{
    public string Id => "nuget";

    public int Version => 1;

    public bool Keeps => true;

    /// <summary>Why a text is no id of a package; null where it is one.</summary>
    public static string? CheckName(string id) => PackageId().IsMatch(id) ? null : $"`{id}` is not the id of a NuGet package; write nuget:ID";

    public async Task<Resolution> ResolveAsync(SourceReference reference, FetchRecord? known, CancellationToken cancellationToken)
    {
        if (CheckName(reference.Value) is { } wrong)
        {
            return Resolution.Failed(wrong);
        }

        var asked = reference.Version is { } text ? NugetVersion.ParseOrNull(text) : null;
        if (reference.Version is not null && asked is null)
        {
            return Resolution.Failed($"`{reference.Version}` is not one version; write an exact one");
        }

        if (asked is not null && known?.Revision == asked.Text)
        {
            // INVARIANT: a published version never changes its bytes; what was fetched under it holds, also without network.
            return new Resolution { Revision = known.Revision, Version = asked.Text };
        }

        var sources = configuration.Read();
        var problem = sources.Count == 0 ? "no NuGet sources are configured for this user; add one with `dotnet nuget add source`" : $"no configured NuGet source has a package `{reference.Value}`; check its spelling";
        var versions = new List<NugetVersion>();
        var isMissing = sources.Count > 0;
        foreach (var feed in sources)
        {
            var (found, refused) = await feeds.ListAsync(feed, reference.Value, cancellationToken);
            versions.AddRange(found);
            problem = refused ?? problem;

            // A folder that is not there may be on a disk that is not there just now.
            isMissing &= refused is null && (feed.AddressOrNull is not null || Directory.Exists(feed.Place));
        }

        if (versions.Count == 0)
        {
            return isMissing ? Resolution.Missing(problem) : Resolution.Failed(problem);
        }

        var chosen = asked is not null ? versions.Find(version => version.Against(asked) == 0) : versions.Where(static v => v.IsFinal).Max(NugetVersion.Order) ?? versions.Max(NugetVersion.Order);
        return chosen is null
            ? Resolution.Failed($"there is no version `{reference.Version}` of `{reference.Value}`")
            : new Resolution { Revision = chosen.Text, Version = chosen.Text };
    }

    public async Task<FetchOutcome> FetchAsync(SourceReference reference, Resolution resolution, string folder, CancellationToken cancellationToken)
    {
        var target = Path.Combine(folder, "package");
        var problem = $"no configured NuGet source has `{reference.Value}` in version {resolution.Version} any more";
        foreach (var feed in configuration.Read())
        {
            var refused = await feeds.DownloadAsync(feed, reference.Value, resolution.Version!, target, cancellationToken);
            if (refused is null)
            {
                return new FetchOutcome(new Artefact { Path = target }, null);
            }

            problem = refused;
        }

        return FetchOutcome.Failed(problem);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_]([A-Za-z0-9._-]{0,98}[A-Za-z0-9_])?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PackageId();
}
