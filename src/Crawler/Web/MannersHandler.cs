using System.Globalization;
using System.Net;

namespace Catalog.Crawler.Web;

/// <summary>
/// Asks a host no faster than it allows. Limits are read from the headers (<c>Retry-After</c>, <c>x-ratelimit-*</c>) and waited for before the next request is sent; a request that was refused
/// for a limit is sent again after the wait. Where a host asks for more than the crawler waits, its refusal is handed on.
/// </summary>
internal sealed class MannersHandler(WebRules rules, HostStates hosts, CrawlerOptions options, TimeProvider time, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>How often one request may be refused for a limit before the refusal is handed on.</summary>
    private const int MostRefusals = 20;

    /// <summary>How long a refusal without a time holds, as GitHub's documentation asks.</summary>
    private static readonly TimeSpan Unsaid = TimeSpan.FromMinutes(1);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var refusals = 0; ; refusals++)
        {
            var host = hosts.Of(request.RequestUri!);
            var limit = request.LimitOf();
            await host.EnterAsync(limit, rules.PerSecond, cancellationToken);
            HttpResponseMessage answer;
            try
            {
                answer = await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException failed) when (!WebProblem.IsRefusal(failed))
            {
                host.Fail();
                throw;
            }

            if ((int)answer.StatusCode >= 500)
            {
                host.Fail();
            }
            else
            {
                host.Succeed();
            }

            var isRefused = IsRefusedForLimit(answer);
            var wait = WaitOf(answer, time) ?? (isRefused ? Unsaid : null);
            if (wait is { } asked && asked <= options.LongestWait && (isRefused || IsUsedUp(answer)))
            {
                // A secondary limit is one of the whole host; a primary one of its own resource.
                var isOfHost = answer.Headers.RetryAfter is not null;
                host.UseUp(isOfHost ? "" : limit, asked + TimeSpan.FromMilliseconds(50), Words(request.RequestUri!, answer, isOfHost));
            }

            if (!isRefused || wait > options.LongestWait || refusals >= MostRefusals || (request.Method != HttpMethod.Get && !request.IsTakenWhole()))
            {
                return answer;
            }

            answer.Dispose();
        }
    }

    /// <summary>How long the host asks to wait; null where it does not say.</summary>
    public static TimeSpan? WaitOf(HttpResponseMessage answer, TimeProvider time)
    {
        if (answer.Headers.RetryAfter is { } after)
        {
            return after.Delta ?? (after.Date - time.GetUtcNow() is { } until && until > TimeSpan.Zero ? until : TimeSpan.Zero);
        }

        return IsUsedUp(answer) && long.TryParse(Header(answer, "x-ratelimit-reset"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Max(0, seconds - time.GetUtcNow().ToUnixTimeSeconds()))
            : null;
    }

    private static bool IsRefusedForLimit(HttpResponseMessage answer) =>
        answer.StatusCode == HttpStatusCode.TooManyRequests || (answer.StatusCode == HttpStatusCode.Forbidden && (answer.Headers.RetryAfter is not null || IsUsedUp(answer)));

    private static bool IsUsedUp(HttpResponseMessage answer) => Header(answer, "x-ratelimit-remaining") == "0";

    private static string Words(Uri address, HttpResponseMessage answer, bool isOfHost) => (isOfHost, Header(answer, "x-ratelimit-resource")) switch
    {
        (true, _) => $"`{address.Host}` asks to be left alone so long",
        (_, "search" or "code_search") => "GitHub's search limit",
        (_, "graphql") => "GitHub's limit of graph queries",
        (_, "core") => "GitHub's limit of requests",
        _ => $"the limit of `{address.Host}`",
    };

    private static string? Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
