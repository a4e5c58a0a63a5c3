using System.Text.Json;
using System.Text.RegularExpressions;
using Catalog.Core.Sources;
using Catalog.Crawler.Archives;
using Catalog.Crawler.Extractors;

namespace Catalog.Crawler.Fetching;

/// <summary>Dependencies from npm, by the same fetcher as packages that are asked for: checked names, checked bytes, kept for the next time.</summary>
internal sealed partial class NpmDependencySources(NpmClient npm, NpmRegistry registry, Unpacker unpacker, SnapshotStore store, WorkFolders folders) : IDependencySources
{
    private readonly NpmFetcher _fetcher = new(npm, registry, folders);

    public async Task<DependencyFiles> FetchAsync(string ecosystem, string name, string range, CancellationToken cancellationToken)
    {
        if (ecosystem != "npm" || NpmFetcher.CheckName(name) is not null || !Range().IsMatch(range))
        {
            return DependencyFiles.None($"`{name}` is asked for as `{range}`, which names no version in a registry");
        }

        var folder = folders.Create();
        var (files, problem) = await FetchIntoAsync(name, range, folder, cancellationToken);
        if (files is null)
        {
            folder.Dispose();
            return DependencyFiles.None(problem!);
        }

        return DependencyFiles.In(files, folder);
    }

    private async Task<(string? Path, string? Problem)> FetchIntoAsync(string name, string range, WorkFolder folder, CancellationToken cancellationToken)
    {
        var (version, unknown) = await VersionAsync(name, range, folder, cancellationToken);
        if (version is null)
        {
            return (null, unknown ?? $"`{name}` has no version in the range `{range}`");
        }

        var reference = new SourceReference { Scheme = "npm", Value = name, Version = version };
        var kept = $"{_fetcher.Id}@{_fetcher.Version}:dependency {name}@{version}";
        if (await store.FindOrNullAsync(kept, cancellationToken) is not { } artefact)
        {
            var resolution = await _fetcher.ResolveAsync(reference, known: null, cancellationToken);
            var fetched = resolution.Problem is null
                ? await _fetcher.FetchAsync(reference, resolution, folder.Make("fetched"), cancellationToken)
                : FetchOutcome.Failed(resolution.Problem);
            if (fetched.Artefact is null)
            {
                return (null, fetched.Problem);
            }

            artefact = await store.KeepAsync(kept, fetched.Artefact, cancellationToken);
        }

        var root = folder.Make("dependency");
        var unpacked = unpacker.Unpack(artefact, root, cancellationToken);
        return unpacked.Refusal is null ? (root, null) : (null, $"the archive of `{name}` is refused: {unpacked.Refusal}");
    }

    /// <summary>The newest version in a range; npm lists them oldest first.</summary>
    private async Task<(string? Version, string? Problem)> VersionAsync(string name, string range, WorkFolder folder, CancellationToken cancellationToken)
    {
        if (Exact().IsMatch(range))
        {
            return (range, null);
        }

        var viewed = await npm.RunAsync(folder.Path, ["view", "--json", $"{name}@{range}", "version"], cancellationToken);
        if (!viewed.IsSuccess)
        {
            return (null, NpmClient.Explain(viewed, $"{name}@{range}"));
        }

        try
        {
            using var json = JsonDocument.Parse(viewed.Output.Length == 0 ? "null"u8.ToArray() : viewed.Output);
            var last = json.RootElement.ValueKind == JsonValueKind.Array && json.RootElement.GetArrayLength() > 0 ? json.RootElement[json.RootElement.GetArrayLength() - 1] : json.RootElement;
            return (last.ValueKind == JsonValueKind.String ? last.GetString() : null, null);
        }
        catch (JsonException)
        {
            return (null, $"npm answered with something else than JSON for `{name}@{range}`");
        }
    }

    [GeneratedRegex(@"\A[0-9A-Za-z^~<>=|.* +-]{1,100}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Range();

    [GeneratedRegex(@"\A[0-9]+\.[0-9]+\.[0-9]+(-[A-Za-z0-9.-]+)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Exact();
}
