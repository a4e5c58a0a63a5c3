using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;
using Catalog.Gateway.Upstreams.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Downstreams;

/// <content>Streams of events: the answer to a POST that is one, and the one that a client holds open.</content>
internal sealed partial class HttpUpstreamLane
{
    public async Task GetAsync(HttpContext context, Caller caller, HttpSession? session)
    {
        await using var answer = new HttpAnswer(context);
        var after = context.Request.Headers["Last-Event-ID"];
        if (after.Count > 0 && !(after.Count == 1 && session?.Events.Holds(after[0]!) == true))
        {
            await answer.EndAsync(StatusCodes.Status400BadRequest, JsonAnswers.Error(default, RpcErrors.InvalidRequest, "This session was sent no event of that id lately: open the stream without `Last-Event-ID`"), context.RequestAborted);
            return;
        }

        using var request = upstream.Request(HttpMethod.Get, null);
        CopyHeaders(context.Request, request, session);
        var reply = await upstream.SendAsync(request, context.RequestAborted);
        if (reply.Response is not { } response)
        {
            await answer.EndAsync(StatusCodes.Status502BadGateway, JsonAnswers.Error(default, RpcErrors.UpstreamFailed, reply.Failure!), context.RequestAborted);
            return;
        }

        using (response)
        {
            await HeadAsync(context, response, caller, session);
            if (!response.IsStream)
            {
                if (response.Status == StatusCodes.Status405MethodNotAllowed && session is not null && point.MayAnnounce(caller, session.TakesUrls))
                {
                    // The server has nothing to say unasked; the gateway has.
                    context.Response.Headers.Remove("Allow");
                    await session.Unasked.ListenAsync(answer);
                    return;
                }

                await answer.EndAsync(response.Status, await upstream.ReadAsync(response), context.RequestAborted);
                return;
            }

            await answer.BeginRelayAsync();
            await context.Response.Body.FlushAsync(context.RequestAborted);
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
            var own = session is not null && point.MayAnnounce(caller, session.TakesUrls) ? TellOwnAsync(session, answer, ended.Token) : Task.CompletedTask;
            try
            {
                var reader = upstream.Events(response);
                while (await reader.ReadAsync(context.RequestAborted) is { } block)
                {
                    session?.Events.Sent(block.Raw);
                    if (await SeenOrNullAsync(block, caller, session, context) is { } seen)
                    {
                        await answer.BlockAsync(seen, context.RequestAborted);
                    }
                }
            }
            catch (IOException failure)
            {
                // The stream ends, and the client takes it up again by its own rules.
                LogStreamBroken(options.ServerId, failure.Message);
            }
            finally
            {
                await ended.CancelAsync();
                await own;
            }
        }
    }

    /// <summary>What the gateway itself has to say, between the server's events. It has no ids: where a client takes the stream up again is the server's matter.</summary>
    private static async Task TellOwnAsync(HttpSession session, HttpAnswer answer, CancellationToken ended)
    {
        try
        {
            await session.Unasked.TellAsync(answer, ended);
        }
        catch (OperationCanceledException)
        {
            // The stream ended.
        }
    }

    private async Task RelayStreamAsync(HttpPost post, UpstreamResponse response, EventsSent? events)
    {
        var answer = post.Answer;
        await answer.BeginRelayAsync();
        var answered = false;
        var streams = post.Message.IdKey is null ? null : post.Session?.Streams;
        var over = streams?.Begin(post.Message.IdKey!, answer.Aborted) ?? default;
        await using var cut = over.UnsafeRegister(static stream => ((UpstreamResponse)stream!).Abort(), response);
        try
        {
            var reader = upstream.Events(response);
            while (await reader.ReadAsync(answer.Aborted) is { } block)
            {
                events?.Sent(block.Raw);
                var told = block.Data is { Length: > 0 } data ? UpstreamMessage.ReadOrNull(data) : null;
                if (told is { IsResponse: true } && (told.IdKey == post.Message.IdKey || told.IdKey is null))
                {
                    answered = true;
                    var seen = await post.Admission.AnsweredAsync(told);
                    await answer.BlockAsync(seen.Span == told.Bytes.Span ? block.Raw : SseReader.WithData(block.Raw, seen), answer.Aborted);
                }
                else if (await SeenOrNullAsync(block, post.Admission.Caller, post.Session, answer.Context) is { } unasked)
                {
                    await answer.BlockAsync(unasked, answer.Aborted);
                }
            }
        }
        catch (IOException failure)
        {
            if (!answered)
            {
                var isCancelled = over.IsCancellationRequested;
                post.Admission.Abandon(isLost: !isCancelled);
                await FailAsync(post, isCancelled ? RpcErrors.Cancelled : upstream.Lost(failure), sent: true);
            }
        }
        finally
        {
            streams?.End(post.Message.IdKey!);
        }

        // A stream that ends well before the answer is one that the client may take up again.
    }

    /// <summary>What the caller sees of something that the server says unasked; null for nothing.</summary>
    private async ValueTask<ReadOnlyMemory<byte>?> SeenOrNullAsync(SseEvent block, Caller caller, HttpSession? session, HttpContext context)
    {
        if (block.Data is not { Length: > 0 } data)
        {
            return block.Raw;
        }

        if (UpstreamMessage.ReadOrNull(data) is not { } told)
        {
            // What is no message, a batch above all, could hold what is to be decided.
            LogStray(options.ServerId, data.Length);
            return null;
        }

        if (!await MayPassAsync(told, caller, session, context))
        {
            return null;
        }

        var seen = point.TrimUnasked(caller, tools, told);
        if (seen.IsEmpty)
        {
            // Withheld: the client never hears of it.
            return null;
        }

        return seen.Span == told.Bytes.Span ? block.Raw : SseReader.WithData(block.Raw, seen);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A stream of the server '{Server}' broke: {Reason}")]
    private partial void LogStreamBroken(string server, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The server '{Server}' sent an event of {Length} bytes that is no message; it is left out")]
    private partial void LogStray(string server, int length);
}
