using Catalog.Cli.Crawling;
using Catalog.Core.Identities;
using Catalog.Core.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Identities;

/// <summary>Compares all stored servers by their names after a crawl, and keeps what it comes to.</summary>
internal static class IdentityPass
{
    /// <summary>Compares and stores.</summary>
    /// <returns>The figures as they are then.</returns>
    public static async Task<IdentityCounts> RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var store = services.GetRequiredService<IIdentityStore>();
        await store.ReplaceStandingsAsync(IdentityReview.Of(await store.ListFactsAsync(cancellationToken), NamedByHand()), cancellationToken);
        return await store.CountAsync(cancellationToken);
    }

    /// <summary>The figures in words.</summary>
    public static string Sentence(IdentityCounts counts) =>
        $"names: {counts.Merged} servers under a second name, {counts.Moved} older names, {counts.Gone} gone, {counts.Impostors} with the name of an established server but for a step{(counts.Impostors > 0 ? ": `catalog identity`" : "")}";

    // Who wrote them into a list that comes with the product looked at them.
    private static HashSet<string> NamedByHand() => new[] { "sources.yaml", "first-run.yaml" }.SelectMany(CrawlSetup.ReadList)
        .Select(static entry => ServerKey.TryParse((entry.Source with { Version = null }).ToString(), out var key) ? key.Value : null).OfType<string>().ToHashSet(StringComparer.Ordinal);
}
