using System.Runtime.CompilerServices;
using Catalog.Core.Servers;
using Catalog.Core.Sources;
using Catalog.Crawler.GitHub;

namespace Catalog.Crawler.Sources;

/// <summary>Every repository at GitHub with a topic: <c>topic:NAME</c>. A search shows 1,000 at most; where there are more, the run says so.</summary>
internal sealed class TopicSource(IGitHub github) : IServerSource
{
    private const int Shown = 1000;
    private const int PageSize = 100;

    public string Id => "topic";

    public async IAsyncEnumerable<SourceEntry> ListAsync(SourceReference reference, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var page = 1; page <= Shown / PageSize; page++)
        {
            var answer = await github.SearchTopicAsync(reference.Value, page, cancellationToken);
            if (answer.Problem is not null)
            {
                yield return SourceEntry.Failed(WebAddress.ShownSource(reference), answer.Problem);
                yield break;
            }

            foreach (var repository in answer.Repositories)
            {
                if (ServerKey.TryParse("github:" + repository.Name, out var key))
                {
                    yield return SourceEntry.Listed(new ServerListing
                    {
                        Server = key,
                        Reference = new SourceReference { Scheme = "github", Value = repository.Name },
                        ListedBy = reference.ToString(),
                        Description = repository.Description,
                        Repository = "https://github.com/" + repository.Name,
                    });
                }
            }

            if (page == 1 && answer.Total > Shown)
            {
                yield return SourceEntry.Failed(WebAddress.ShownSource(reference), $"the topic has {answer.Total} repositories, and a search shows the first {Shown} only");
            }

            if (answer.Repositories.Count == 0 || page * PageSize >= answer.Total)
            {
                yield break;
            }
        }
    }
}
