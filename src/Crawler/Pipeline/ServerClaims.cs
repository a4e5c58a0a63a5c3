using Catalog.Core.Identities;
using Catalog.Core.Servers;
using Catalog.Core.Sources;
using Catalog.Crawler.Extractors;
using Catalog.Crawler.Fetching;
using Catalog.Crawler.Fetching.Pypi;
using Catalog.Crawler.Sources;

namespace Catalog.Crawler.Pipeline;

/// <summary>What a server's manifest and the registry that lists it say of its other names. Who says it is kept: a list that names a repository is not the package that names it.</summary>
internal static class ServerClaims
{
    private const int Longest = 500;
    private static readonly string[] Packages = ["npm", "pypi", "nuget"];

    /// <summary>The claims, each once.</summary>
    public static IReadOnlyList<IdentityClaim> Of(ServerKey key, ServerListing listing, PackageManifest manifest)
    {
        var claims = new List<IdentityClaim>();
        if (key.Kind is not ("github" or "git"))
        {
            Add(RepositoryOrNull(manifest.Repository), ClaimSource.Manifest, key.Value);
        }
        else if (manifest is { Ecosystem: { } ecosystem, Name: { Length: > 0 } name } && Packages.Contains(ecosystem, StringComparer.Ordinal))
        {
            Add($"{ecosystem}:{(ecosystem == "pypi" ? SimplePage.Normalize(name) : name)}", ClaimSource.Manifest, key.Value);
        }

        if (listing.RegistryName is { Length: > 0 } listed)
        {
            Add($"registry:{listed}", ClaimSource.Registry, listing.ListedBy);
            Add(RepositoryOrNull(listing.Repository), ClaimSource.Registry, listing.ListedBy);
        }

        return claims;

        void Add(string? target, ClaimSource source, string saidBy)
        {
            if (target is { Length: <= Longest } && !target.Any(char.IsControl))
            {
                claims.Add(new IdentityClaim(target, source, saidBy));
            }
        }
    }

    private static string? RepositoryOrNull(string? text) =>
        WebAddress.RepositoryOrNull(text) is { } address && GitAddress.GitHubNameOrNull(address) is { } name ? $"github:{name.ToLowerInvariant()}" : null;
}
