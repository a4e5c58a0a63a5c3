using System.Diagnostics;
using System.Globalization;
using Catalog.Cli.Hosting;
using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Crawler.Reclassifying;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Classifying;

/// <summary>Judges stored definitions again where another classifier judged them, and says what came of it.</summary>
internal static class StoredVerdicts
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Judges; says how far it is every few seconds, and at the end what changed. Says nothing where nothing was to be judged.</summary>
    public static async Task<VerdictCounts> JudgeAgainAsync(IServiceProvider services, TextWriter log, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var said = TimeSpan.Zero;
        var progress = new Saying(counts =>
        {
            if (watch.Elapsed - said > Pause)
            {
                said = watch.Elapsed;
                log.WriteLine(FormattableString.Invariant($"{Counted.Of(counts.Judged, "stored definition")} judged again, {counts.Changed:N0} otherwise"));
            }
        });
        var counts = await services.GetRequiredService<IReclassification>().RunAsync(progress, cancellationToken);
        if (counts.Judged > 0)
        {
            await log.WriteLineAsync(Sentence(counts, services.GetRequiredService<IToolClassifier>().Version));
        }

        return counts;
    }

    /// <summary>What came of it, for people.</summary>
    public static string Sentence(VerdictCounts counts, string classifier) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Counted.Of(counts.Judged, "stored definition")} judged again by {classifier}, nothing fetched: {counts.Changed:N0} otherwise, {counts.Raised:N0} of them higher{(counts.LeftAlone > 0 ? $"; {counts.LeftAlone:N0} left alone, for somebody else stored them meanwhile" : "")}");

    // In turn on the thread that judges, unlike Progress.
    private sealed class Saying(Action<VerdictCounts> say) : IProgress<VerdictCounts>
    {
        public void Report(VerdictCounts value) => say(value);
    }
}
