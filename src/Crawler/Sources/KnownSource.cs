using System.Runtime.CompilerServices;
using Catalog.Core.Crawls;
using Catalog.Core.Servers;
using Catalog.Core.Sources;
using Catalog.Crawler.GitHub;

namespace Catalog.Crawler.Sources;

/// <summary>
/// What the catalog has fetched before by one scheme: <c>known:SCHEME</c>. Repositories at GitHub are asked a hundred at a time whether they changed, so that a night of
/// 43,000 unchanged ones costs 430 requests; all others are asked by their own fetcher.
/// </summary>
internal sealed class KnownSource(IGitHub github, ICrawlLedger? ledger = null) : IServerSource
{
    private const int PageSize = 500;
    private static readonly string[] Schemes = ["npm", "pypi", "nuget", "github", "git", "http"];
    private readonly RepositorySurvey _survey = new(github);

    public string Id => "known";

    public async IAsyncEnumerable<SourceEntry> ListAsync(SourceReference reference, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (ledger is null || !Schemes.Contains(reference.Value, StringComparer.Ordinal))
        {
            yield return SourceEntry.Failed(
                WebAddress.ShownSource(reference),
                ledger is null ? "`known:` names what a catalog holds; it can be crawled and not extracted" : $"`{reference.Value}` is no scheme that is known here; write known: with one of {string.Join(", ", Schemes)}");
            yield break;
        }

        var known = ReadAsync(ledger, reference, cancellationToken);
        await foreach (var entry in reference.Value == "github" ? _survey.SurveyAsync(known, withCheck: false, cancellationToken) : known.Select(static k => SourceEntry.Listed(k.Listing)))
        {
            yield return entry;
        }
    }

    private static async IAsyncEnumerable<(ServerListing Listing, string? Id)> ReadAsync(ICrawlLedger ledger, SourceReference reference, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? after = null;
        while (true)
        {
            var page = await ledger.ListFetchesAsync(reference.Value + ":", after, PageSize, cancellationToken);
            foreach (var fetch in page)
            {
                if (SourceReference.TryParse(fetch.Reference, out var fetched, out _) && KeyOf(fetched, fetch) is { } key)
                {
                    yield return (new ServerListing { Server = key, Reference = fetched, ListedBy = reference.ToString() }, reference.Value == "github" ? GitHubRevision.Parse(fetch.Revision).Node : null);
                }
            }

            if (page.Count < PageSize)
            {
                yield break;
            }

            after = page[^1].Reference;
        }
    }

    /// <summary>The key that the listing had: what came of it may be several servers, or none.</summary>
    private static ServerKey? KeyOf(SourceReference fetched, FetchRecord fetch)
    {
        var folder = fetched.Folder is null ? "" : "#" + fetched.Folder;
        var text = fetched.Scheme is "http" ? "remote:" + WebAddress.WithoutSecrets(fetched.Value) : $"{fetched.Scheme}:{fetched.Value}{folder}";
        return fetch.Servers.FirstOrDefault(server => server.Value == text) ?? (ServerKey.TryParse(text, out var key) ? key : null);
    }
}
