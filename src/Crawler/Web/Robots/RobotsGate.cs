using System.Collections.Concurrent;
using System.Text;

namespace Catalog.Crawler.Web.Robots;

/// <summary>Asks each host once a day what it wants of robots before a page of it is read (RFC 9309). What nobody can say is not read: a host whose file cannot be had for its own fault is left alone.</summary>
internal sealed class RobotsGate(WebClients clients, TimeProvider time)
{
    /// <summary>The name by which files speak of this robot; the first word of what every request says of who asks.</summary>
    public const string Product = "catalog-crawler";

    private const int Longest = 500 << 10;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);
    private readonly ConcurrentDictionary<string, (DateTimeOffset At, RobotsFile? File, string? Problem)> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a page may be read.</summary>
    /// <param name="page">Its address, http or https.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Why it may not, one sentence, or null; and how many requests a second the host takes, or null.</returns>
    public async Task<(string? Refusal, double? PerSecond)> AskAsync(Uri page, CancellationToken cancellationToken)
    {
        var host = page.GetLeftPart(UriPartial.Authority);
        if (!_known.TryGetValue(host, out var known) || time.GetUtcNow() - known.At > Kept)
        {
            var (file, problem) = await FetchAsync(page, cancellationToken);
            known = (time.GetUtcNow(), file, problem);
            _known[host] = known;
        }

        if (known.File is null)
        {
            return (known.Problem, null);
        }

        var rule = known.File.ForbiddingOrNull(page.PathAndQuery);
        return (
            rule is null ? null : $"`{page.Host}` asks robots not to read `{page.AbsolutePath}` (line {rule.Line} of its robots.txt); save the page and name the file",
            known.File.Delay is { TotalSeconds: > 0 and var seconds } ? 1 / seconds : null);
    }

    private async Task<(RobotsFile? File, string? Problem)> FetchAsync(Uri page, CancellationToken cancellationToken)
    {
        using var client = clients.Create(new WebRules { Named = [page.Host] });
        try
        {
            using var answer = await client.GetAsync(new Uri(page, "/robots.txt"), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return (int)answer.StatusCode switch
            {
                >= 200 and < 300 => (RobotsFile.Read(await ReadAsync(answer, cancellationToken), Product), null),
                >= 500 or 429 => (null, $"`{page.Host}` answered {(int)answer.StatusCode} for its robots.txt, so that nobody can say whether robots may read it"),

                // Neither there nor to be shown: then nothing is asked of robots.
                _ => (RobotsFile.Read("", Product), null),
            };
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException)
        {
            return (null, WebProblem.Of(failed, $"`{page.Host}`, asked for its robots.txt,"));
        }
    }

    /// <summary>The first 500 KiB: what stands behind them does not hold, as the standard allows.</summary>
    private static async Task<string> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        await using var content = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var bytes = new byte[Longest];
        var count = await content.ReadAtLeastAsync(bytes, Longest, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(bytes, 0, count);
    }
}
