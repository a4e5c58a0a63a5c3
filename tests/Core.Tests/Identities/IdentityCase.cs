using Catalog.Core.Identities;
using Catalog.Core.Servers;

namespace Catalog.Core.Tests.Identities;

/// <summary>Servers of a catalog, and what comparing them must come to.</summary>
/// <param name="Note">What it shows.</param>
/// <param name="Servers">The servers.</param>
/// <param name="Named">The keys that a person chose.</param>
/// <param name="Expected">A line for each server of which there is something to say, as the test writes it.</param>
public sealed record IdentityCase(string Note, IReadOnlyList<IdentityCase.CaseServer> Servers, IReadOnlyList<string>? Named, IReadOnlyList<string> Expected)
{
    /// <summary>A server.</summary>
    /// <param name="Key">Its key.</param>
    /// <param name="Tools">A word that stands for its set of tools; null for too few.</param>
    /// <param name="Says">What its manifest names.</param>
    /// <param name="Listed">What a registry names of it.</param>
    /// <param name="Day">The day on which it was first stored, from 0.</param>
    public sealed record CaseServer(string Key, string? Tools, IReadOnlyList<string>? Says, IReadOnlyList<string>? Listed, int Day = 0)
    {
        /// <summary>As the review takes it.</summary>
        public IdentityFacts Facts => new(
            ServerKey.Parse(Key),
            Says?.FirstOrDefault(static name => name.StartsWith("github:", StringComparison.Ordinal)) is { } repository ? "https://github.com/" + repository[7..] : null,
            Tools,
            DateTimeOffset.UnixEpoch.AddDays(Day),
            [.. (Says ?? []).Select(name => new IdentityClaim(name, ClaimSource.Manifest, Key)), .. (Listed ?? []).Select(static name => new IdentityClaim(name, ClaimSource.Registry, "registry:https://registry.example.org"))]);
    }
}
