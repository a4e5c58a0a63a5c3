using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Catalog.Core.Crawls;
using Catalog.Core.Sources;
using Catalog.Crawler.Archives;

namespace Catalog.Crawler.Fetching;

/// <summary>Fetches npm packages: the version is asked of the registry first, or of the npm client where that takes more than a plain request; the client fetches, and the bytes are checked against the integrity that the registry announced.</summary>
internal sealed partial class NpmFetcher(NpmClient npm, NpmRegistry registry, WorkFolders folders) : ISnapshotFetcher
{
    public string Id => "npm";

    public int Version => 1;

    public bool Keeps => true;

    /// <summary>Why a text is no package name that npm takes from a registry; null where it is one.</summary>
    public static string? CheckName(string name) => name.Length <= 214 && PackageName().IsMatch(name)
        ? null
        : $"`{name}` is not an npm package name; write npm:NAME or npm:@SCOPE/NAME";

    /// <summary>Whether a text is one version in full, as <c>1.2.3</c> or <c>1.2.3-rc.1</c>.</summary>
    public static bool IsExact(string version) => ExactVersion().IsMatch(version);

    public async Task<Resolution> ResolveAsync(SourceReference reference, FetchRecord? known, CancellationToken cancellationToken)
    {
        var version = reference.Version ?? "latest";
        if (CheckName(reference.Value) is { } problem)
        {
            return Resolution.Failed(problem);
        }

        if (!VersionOrTag().IsMatch(version))
        {
            return Resolution.Failed($"`{version}` is not one version; write an exact one or a tag such as `latest`");
        }

        if (known is not null && ExactVersion().IsMatch(version) && known.Revision.StartsWith(version + " ", StringComparison.Ordinal))
        {
            // INVARIANT: a published version never changes its bytes; what was fetched under it holds, also without network.
            return new Resolution { Revision = known.Revision, Version = version };
        }

        if (await registry.FindOrNullAsync(reference.Value, version, known, cancellationToken) is { } found)
        {
            return found;
        }

        using var folder = folders.Create();
        var spec = $"{reference.Value}@{version}";
        var viewed = await npm.RunAsync(folder.Path, ["view", "--json", spec, "version", "dist.integrity", "dist.shasum"], cancellationToken);
        if (!viewed.IsSuccess)
        {
            return NpmClient.SaysNoPackage(viewed) ? Resolution.Missing(NpmClient.Explain(viewed, spec)) : Resolution.Failed(NpmClient.Explain(viewed, spec));
        }

        return ReadView(viewed.Output, spec);
    }

    public async Task<FetchOutcome> FetchAsync(SourceReference reference, Resolution resolution, string folder, CancellationToken cancellationToken)
    {
        var spec = $"{reference.Value}@{resolution.Version}";
        var packed = await npm.RunAsync(folder, ["pack", "--json", "--ignore-scripts", "--pack-destination", folder, spec], cancellationToken);
        if (!packed.IsSuccess)
        {
            return FetchOutcome.Failed(NpmClient.Explain(packed, spec));
        }

        var file = Directory.EnumerateFiles(folder, "*.tgz").SingleOrDefault();
        if (file is null)
        {
            return FetchOutcome.Failed($"npm packed nothing for `{spec}`");
        }

        return await IsIntactAsync(file, resolution.Revision, cancellationToken)
            ? new FetchOutcome(new Artefact { Path = file, Strip = 1 }, null)
            : FetchOutcome.Failed($"`{spec}` arrived with other bytes than the registry announced; nothing of it is used");
    }

    private static Resolution ReadView(byte[] output, string spec)
    {
        try
        {
            using var json = JsonDocument.Parse(output.Length == 0 ? "null"u8.ToArray() : output);
            var root = json.RootElement;
            if (root.ValueKind == JsonValueKind.Array)
            {
                return root.GetArrayLength() == 1 ? Read(root[0], spec) : Resolution.Failed($"`{spec}` names several versions; write an exact one");
            }

            return Read(root, spec);
        }
        catch (JsonException)
        {
            return Resolution.Failed($"npm answered with something else than JSON for `{spec}`; check `npm --version`");
        }
    }

    private static Resolution Read(JsonElement view, string spec)
    {
        var version = Text(view, "version");
        var integrity = Text(view, "dist.integrity") ?? (Text(view, "dist.shasum") is { } sum ? "sha1:" + sum : null);
        return version is null || integrity is null || !ExactVersion().IsMatch(version)
            ? Resolution.Failed($"there is no such version of `{spec}`; see `npm view` for those there are")
            : new Resolution { Revision = $"{version} {integrity}", Version = version };
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static async Task<bool> IsIntactAsync(string file, string revision, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(file);
        var announced = revision[(revision.IndexOf(' ', StringComparison.Ordinal) + 1)..].Split(' ');
        foreach (var each in announced)
        {
            stream.Position = 0;
            if (each.StartsWith("sha512-", StringComparison.Ordinal))
            {
                return string.Equals(each[7..], Convert.ToBase64String(await SHA512.HashDataAsync(stream, cancellationToken)), StringComparison.Ordinal);
            }

            if (each.StartsWith("sha1", StringComparison.Ordinal))
            {
                // Packages from before 2017 have nothing better; npm itself checks no more for them.
#pragma warning disable CA5350 // the registry's own checksum, not a choice of ours
                var hash = await SHA1.HashDataAsync(stream, cancellationToken);
#pragma warning restore CA5350
                return each is ['s', 'h', 'a', '1', '-', ..]
                    ? string.Equals(each[5..], Convert.ToBase64String(hash), StringComparison.Ordinal)
                    : string.Equals(each[5..], Convert.ToHexStringLower(hash), StringComparison.Ordinal);
            }
        }

        return false;
    }

    [GeneratedRegex(@"\A(@[A-Za-z0-9][A-Za-z0-9._~-]*/)?[A-Za-z0-9_][A-Za-z0-9._~-]*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PackageName();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9.+_-]{0,127}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VersionOrTag();

    [GeneratedRegex(@"\A[0-9]+\.[0-9]+\.[0-9]+(-[A-Za-z0-9.-]+)?(\+[A-Za-z0-9.-]+)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ExactVersion();
}
