using System.Globalization;
using System.Net;
using Polly;
using Polly.Retry;

namespace Catalog.Crawler.Web;

/// <summary>Repeats reads that a host could not answer just now. What the host says about when is obeyed; where it asks for more than a minute, the answer stands.</summary>
internal sealed class RetryHandler : DelegatingHandler
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    /// <summary>A handler whose waits pass on the given clock.</summary>
    public RetryHandler(HttpMessageHandler inner, TimeProvider time)
        : base(inner) => _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = 3,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = Longest,
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome switch
                {
                    { Exception: HttpRequestException failed } => !WebProblem.IsRefusal(failed),
                    { Result: { } answer } => IsPassing(answer) && (WaitOf(answer, time) ?? TimeSpan.Zero) <= Longest,
                    _ => false,
                }),
                DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Result is { } answer ? WaitOf(answer, time) : null),
                OnRetry = static arguments =>
                {
                    arguments.Outcome.Result?.Dispose();
                    return ValueTask.CompletedTask;
                },
            })
            .Build();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Get)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        var target = request.RequestUri;
        var authorization = request.Headers.Authorization;
        return await _pipeline.ExecuteAsync(
            async token =>
            {
                // A redirect may have changed both on the way.
                request.RequestUri = target;
                request.Headers.Authorization = authorization;
                return await base.SendAsync(request, token);
            },
            cancellationToken);
    }

    /// <summary>How long the host asks to wait; null where it does not say.</summary>
    public static TimeSpan? WaitOf(HttpResponseMessage answer, TimeProvider time)
    {
        if (answer.Headers.RetryAfter is { } after)
        {
            return after.Delta ?? (after.Date - time.GetUtcNow() is { } until && until > TimeSpan.Zero ? until : TimeSpan.Zero);
        }

        return answer.Headers.TryGetValues("x-ratelimit-remaining", out var left) && left.FirstOrDefault() == "0"
            && answer.Headers.TryGetValues("x-ratelimit-reset", out var reset) && long.TryParse(reset.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Max(0, seconds - time.GetUtcNow().ToUnixTimeSeconds()))
            : null;
    }

    private static bool IsPassing(HttpResponseMessage answer) => answer.StatusCode
        is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
        || (answer.StatusCode == HttpStatusCode.Forbidden && (answer.Headers.RetryAfter is not null || (answer.Headers.TryGetValues("x-ratelimit-remaining", out var left) && left.FirstOrDefault() == "0")));
}
