using Catalog.Classifier.Overrides;
using Catalog.Classifier.Suspicions;
using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Servers;

namespace Catalog.Crawler.Reclassifying;

/// <summary>Reads stored definitions page by page, judges a page on all cores while the one before is stored.</summary>
internal sealed class Reclassification(IToolClassifier classifier, OverrideSet overrides, IVerdictStore verdicts, ShadowCheck? shadows = null, ISecondOpinion? secondOpinion = null) : IReclassification
{
    // A page is one transaction: long enough that its end costs little, short enough that a crawl beside it hardly waits.
    private const int Page = 500;

    // A language model is waited for, and does not tire this machine.
    private const int AskedAtOnce = 4;

    public async Task<VerdictCounts> RunAsync(IProgress<VerdictCounts> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var counts = VerdictCounts.None;
        var storing = Task.FromResult(VerdictCounts.None);
        await foreach (var page in StaleAsync(cancellationToken))
        {
            var judged = await JudgeAsync(page, cancellationToken);
            counts = counts.With(await storing);
            progress.Report(counts);
            storing = verdicts.ReplaceAsync(judged, cancellationToken);
        }

        return counts.With(await storing);
    }

    private async IAsyncEnumerable<IReadOnlyList<StoredVerdict>> StaleAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var current = classifier.VerdictVersions(overrides);
        foreach (var stale in (await verdicts.CountByClassifierAsync(cancellationToken)).Keys.Where(version => !current.Contains(version)))
        {
            for (var after = 0L; await verdicts.ListAsync(stale, after, Page, cancellationToken) is { Count: > 0 } page; after = page[^1].Position)
            {
                yield return page;
            }
        }

        // What an override names may be judged by the classifier alone so far, or by an override that does not hold any more.
        var named = new List<StoredVerdict>();
        foreach (var (server, tool) in overrides.Entries.Select(static entry => (entry.Server, entry.Tool)).Distinct())
        {
            if (ServerKey.TryParse(server, out var key) && await verdicts.FindOrNullAsync(key, tool, cancellationToken) is { } verdict
                && verdict.Tool.Classification.Classifier is var judge && current.Contains(judge) && classifier.Classify(verdict.Tool.Definition with { Server = server }).Classifier != judge)
            {
                named.Add(verdict);
            }
        }

        foreach (var page in named.Chunk(Page))
        {
            yield return page;
        }
    }

    private async Task<IReadOnlyList<VerdictReplacement>> JudgeAsync(IReadOnlyList<StoredVerdict> page, CancellationToken cancellationToken)
    {
        var judged = new ClassifiedTool[page.Count];
        Parallel.For(0, page.Count, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            var tool = page[i].Tool.Definition;
            judged[i] = new ClassifiedTool(tool, classifier.Classify(tool with { Server = page[i].Server.Value }));
        });
        await AddShadowingAsync(page, judged, cancellationToken);
        if (secondOpinion is not null)
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = AskedAtOnce, CancellationToken = cancellationToken };
            await Parallel.ForAsync(0, page.Count, options, async (i, stop) =>
                judged[i] = judged[i] with { Classification = await secondOpinion.ReviewAsync(judged[i].Definition, judged[i].Classification, stop) });
        }

        return [.. page.Zip(judged, static (stored, now) => new VerdictReplacement(stored, now.Classification))];
    }

    /// <summary>One look-up for all tools of a server on the page, which stand together mostly.</summary>
    private async Task AddShadowingAsync(IReadOnlyList<StoredVerdict> page, ClassifiedTool[] judged, CancellationToken cancellationToken)
    {
        if (shadows is null)
        {
            return;
        }

        foreach (var places in Enumerable.Range(0, page.Count).GroupBy(i => page[i].Server))
        {
            var all = places.ToArray();
            var tools = Array.ConvertAll(all, i => judged[i]);
            await shadows.AddAllAsync(places.Key, tools, cancellationToken);
            for (var i = 0; i < all.Length; i++)
            {
                judged[all[i]] = tools[i];
            }
        }
    }
}
