using System.Net;
using Polly;
using Polly.Retry;

namespace Catalog.Crawler.Web;

/// <summary>Repeats reads that a host could not answer just now, later each time and never all at once. Where the host says when to come back it is obeyed, up to a minute.</summary>
internal sealed class RetryHandler : DelegatingHandler
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;
    private readonly long _bytes;

    /// <summary>A handler whose waits pass on the given clock.</summary>
    public RetryHandler(HttpMessageHandler inner, WebRules rules, TimeProvider time)
        : base(inner)
    {
        _bytes = Math.Min(rules.Bytes, int.MaxValue);
        _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = 4,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(500),
                MaxDelay = Longest,
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome switch
                {
                    { Exception: HttpRequestException failed } => !WebProblem.IsRefusal(failed),
                    { Exception: IOException broken } => !WebProblem.IsRefusal(broken),
                    { Result: { } answer } => IsPassing(answer) && (MannersHandler.WaitOf(answer, time) ?? TimeSpan.Zero) <= Longest,
                    _ => false,
                }),
                DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Result is { } answer ? MannersHandler.WaitOf(answer, time) : null),
                OnRetry = static arguments =>
                {
                    arguments.Outcome.Result?.Dispose();
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Get && !request.IsTakenWhole())
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
                var answer = await base.SendAsync(request, token);
                if (request.IsTakenWhole())
                {
                    await answer.Content.LoadIntoBufferAsync(_bytes, token);
                }

                return answer;
            },
            cancellationToken);
    }

    private static bool IsPassing(HttpResponseMessage answer) => answer.StatusCode
        is HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
}
