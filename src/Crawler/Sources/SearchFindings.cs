using System.Runtime.CompilerServices;
using Catalog.Core.Servers;
using Catalog.Core.Sources;
using Catalog.Crawler.GitHub;

namespace Catalog.Crawler.Sources;

/// <summary>Makes listings of the pages of one search, each repository once; problems are kept for the end, so that one bad page does not hide the others.</summary>
internal sealed class SearchFindings(SourceReference source)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>What went wrong so far, a sentence each.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>Reads the pages.</summary>
    public async IAsyncEnumerable<(ServerListing Listing, string? Id)> ReadAsync(IAsyncEnumerable<GitHubSearchPage> pages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in pages.WithCancellation(cancellationToken))
        {
            if (page.Problem is not null)
            {
                Problems.Add(page.Problem);
            }
            else if (page.IsIncomplete)
            {
                Problems.Add("GitHub did not look everywhere for a page of the search; what it left out is found another time");
            }

            foreach (var repository in page.Repositories.Where(r => _seen.Add(r.Id)))
            {
                if (ServerKey.TryParse("github:" + repository.Name, out var key))
                {
                    yield return (new ServerListing
                    {
                        Server = key,
                        Reference = new SourceReference { Scheme = "github", Value = repository.Name },
                        ListedBy = source.ToString(),
                        Description = repository.Description,
                        Repository = "https://github.com/" + repository.Name,
                    }, repository.Id);
                }
            }
        }
    }
}
