using Catalog.Core.Identities;

namespace Catalog.Storage.Catalogs;

/// <summary>What of the standings that are stored differs from those that take their place.</summary>
/// <param name="Changed">Rows to write.</param>
/// <param name="Gone">The servers whose rows are to be deleted.</param>
internal sealed record StandingDifference(IReadOnlyList<(ServerStanding Standing, string Body)> Changed, IReadOnlyList<string> Gone)
{
    /// <summary>Compares.</summary>
    public static StandingDifference Of(IReadOnlyDictionary<string, string> stored, IReadOnlyCollection<ServerStanding> now)
    {
        var kept = now.Select(static standing => standing.Server).ToHashSet(StringComparer.Ordinal);
        return new StandingDifference(
            [.. now.Select(static standing => (Standing: standing, Body: IdentityRows.Write(standing))).Where(row => !stored.TryGetValue(row.Standing.Server, out var body) || body != row.Body)],
            [.. stored.Keys.Where(server => !kept.Contains(server)).Order(StringComparer.Ordinal)]);
    }
}
