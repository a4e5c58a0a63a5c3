using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Catalog.Core.Approvals;
using Catalog.Core.Catalogs;
using Catalog.Gateway.Enforcement;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Approvals.Webhooks;

/// <summary>
/// Announces requests for approval to the receiver, each until it takes it, the request is over, or eight attempts failed. What waits when the
/// gateway starts is announced again, under the same id: a receiver hears of each request once or more.
/// </summary>
internal sealed partial class WebhookSender(
    WebhookOptions options, ApprovalNews news, IApprovalStore approvals, ApprovalPages pages, WebhookDesk? desk, TimeProvider clock, ILogger<WebhookSender> logger) : BackgroundService
{
    private const int MostAttempts = 8;
    private const int MostAtOnce = 4;
    private const int MostWaiting = 1000;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);

    private readonly HttpClient _client = new WebhookConnection(options).CreateClient();
    private readonly SemaphoreSlim _atOnce = new(MostAtOnce, MostAtOnce);
    private readonly ConcurrentDictionary<string, Task> _under = new(StringComparer.Ordinal);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        news.IsHeard = true;
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        base.Dispose();
        _client.Dispose();
        _atOnce.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            foreach (var waiting in await approvals.ListAsync(pendingOnly: true, stoppingToken))
            {
                Begin(waiting, stoppingToken);
            }
        }
        catch (StoreException failure)
        {
            LogUnread(failure.Message);
        }

        try
        {
            await foreach (var approval in news.Asked.ReadAllAsync(stoppingToken))
            {
                Begin(approval, stoppingToken);
            }
        }
        finally
        {
            await Task.WhenAll(_under.Values);
        }
    }

    private void Begin(Approval approval, CancellationToken stopping)
    {
        if (_under.Count >= MostWaiting)
        {
            LogCrowded(approval.Id);
            return;
        }

        // Awaited at the end.
        _ = _under.GetOrAdd(approval.Id, _ => DeliverAsync(approval, stopping));
    }

    private async Task DeliverAsync(Approval approval, CancellationToken stopping)
    {
        await Task.Yield();
        try
        {
            for (var attempt = 0; attempt < MostAttempts; attempt++)
            {
                if (attempt > 0)
                {
                    await Task.Delay(PauseBefore(attempt), clock, stopping);
                }

                if (await SendOnceAsync(approval, stopping))
                {
                    return;
                }
            }

            LogGivenUp(approval.Id, MostAttempts);
        }
        catch (OperationCanceledException)
        {
            // The gateway ends; the next one announces what still waits.
        }
        finally
        {
            _under.TryRemove(approval.Id, out _);
        }
    }

    /// <summary>True where nothing is left to be done.</summary>
    private async Task<bool> SendOnceAsync(Approval approval, CancellationToken stopping)
    {
        await _atOnce.WaitAsync(stopping);
        try
        {
            if (await approvals.FindOrNullAsync(approval.Id, stopping) is not { State: ApprovalState.Pending })
            {
                return true;
            }

            using var request = Request(approval);
            using var response = await _client.SendAsync(request, stopping);
            if (!response.IsSuccessStatusCode)
            {
                LogRefused(approval.Id, (int)response.StatusCode);
                return (int)response.StatusCode is < 500 and not (408 or 425 or 429);
            }

            await HearAsync(approval, response, stopping);
            return true;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or StoreException || (failure is TaskCanceledException && !stopping.IsCancellationRequested))
        {
            LogFailed(approval.Id, failure.InnerException?.Message ?? failure.Message);
            return false;
        }
        finally
        {
            _atOnce.Release();
        }
    }

    private HttpRequestMessage Request(Approval approval)
    {
        var body = WebhookMessage.Write(approval, pages.AddressOrNull(approval.Id));
        var id = $"approval_{approval.Id}";
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, options.Url) { Content = new ByteArrayContent(body), Version = HttpVersion.Version11 };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(WebhookKey.IdHeader, id);
        request.Headers.Add(WebhookKey.TimestampHeader, timestamp);
        request.Headers.Add(WebhookKey.SignatureHeader, WebhookKey.Sign(options.Secret, id, timestamp, body));
        return request;
    }

    /// <summary>An answer that is signed decides; any other says that the message was taken.</summary>
    private async Task HearAsync(Approval approval, HttpResponseMessage response, CancellationToken stopping)
    {
        if (desk is null || !response.Headers.Contains(WebhookKey.SignatureHeader))
        {
            return;
        }

        var body = await response.Content.ReadAsByteArrayAsync(stopping);
        await desk.TakeAsync(name => response.Headers.TryGetValues(name, out var values) && values.ToList() is [var value] ? value : "", body, approval.Id, stopping);
    }

    private static TimeSpan PauseBefore(int attempt)
    {
        var pause = TimeSpan.FromSeconds(Math.Pow(2, attempt - 1));
        return pause < LongestPause ? pause : LongestPause;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What waits for approval cannot be read, and is not announced: {Reason}")]
    private partial void LogUnread(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The request '{Approval}' is not announced: too many announcements are under way")]
    private partial void LogCrowded(string approval);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The webhook answered the request '{Approval}' with status {Status}")]
    private partial void LogRefused(string approval, int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The request '{Approval}' could not be announced: {Reason}")]
    private partial void LogFailed(string approval, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The request '{Approval}' was announced {Attempts} times in vain, and waits on the page alone")]
    private partial void LogGivenUp(string approval, int attempts);
}
