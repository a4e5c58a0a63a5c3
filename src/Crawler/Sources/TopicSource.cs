using System.Runtime.CompilerServices;
using Catalog.Core.Crawls;
using Catalog.Core.Sources;
using Catalog.Crawler.GitHub;

namespace Catalog.Crawler.Sources;

/// <summary>
/// Every repository at GitHub with a topic that may hold a server: <c>topic:NAME</c>. Listed whole once a week; in between only what was made since, for what is known already is asked
/// by <c>known:github</c>.
/// </summary>
internal sealed class TopicSource(IGitHub github, TimeProvider time, ICrawlLedger? ledger = null) : IServerSource
{
    private readonly SearchSlices _slices = new(github, time);
    private readonly RepositorySurvey _survey = new(github);

    public string Id => "topic";

    public async IAsyncEnumerable<SourceEntry> ListAsync(SourceReference reference, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var memory = new SourceMemory(ledger, reference, time);
        var since = await memory.SinceAsync(cancellationToken);
        var found = new SearchFindings(reference);
        var pages = _slices.RepositoriesAsync($"topic:{reference.Value}", since is { } moment ? DateOnly.FromDateTime(moment.UtcDateTime).AddDays(-1) : null, cancellationToken);
        await foreach (var entry in _survey.SurveyAsync(found.ReadAsync(pages, cancellationToken), withCheck: true, cancellationToken))
        {
            yield return entry;
        }

        foreach (var problem in found.Problems)
        {
            yield return SourceEntry.Failed(WebAddress.ShownSource(reference), problem);
        }

        if (found.Problems.Count == 0)
        {
            await memory.RememberAsync(cancellationToken);
        }
    }
}
