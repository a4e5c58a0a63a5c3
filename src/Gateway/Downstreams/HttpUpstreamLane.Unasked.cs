using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;
using Catalog.Gateway.Upstreams;
using Catalog.Gateway.Upstreams.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Downstreams;

/// <content>Streams that a client holds open, and on which the server speaks unasked.</content>
internal sealed partial class HttpUpstreamLane
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LastPause = TimeSpan.FromSeconds(1);

    public async Task GetAsync(HttpContext context, Caller caller, HttpSession? session)
    {
        await using var answer = new HttpAnswer(context);
        var after = context.Request.Headers["Last-Event-ID"];
        if (after.Count > 0 && !(after.Count == 1 && session?.Events.Holds(after[0]!) == true))
        {
            await answer.EndAsync(StatusCodes.Status400BadRequest, JsonAnswers.Error(default, RpcErrors.InvalidRequest, "This session was sent no event of that id lately: open the stream without `Last-Event-ID`"), context.RequestAborted);
            return;
        }

        await using var turn = new StreamTurn(context.RequestAborted);
        var reply = await OpenAsync(context, session, turn);
        if (reply.Response is not { } response)
        {
            await answer.EndAsync(StatusCodes.Status502BadGateway, JsonAnswers.Error(default, RpcErrors.UpstreamFailed, reply.Failure!), context.RequestAborted);
            return;
        }

        using (response)
        {
            await HeadAsync(context, response, caller, session);
            if (response.IsStream)
            {
                await RelayUnaskedAsync(answer, response, caller, session, turn);
                return;
            }

            if (response.Status == StatusCodes.Status405MethodNotAllowed && session is not null && point.MayAnnounce(caller, session.TakesUrls))
            {
                // The server has nothing to say unasked; the gateway has.
                context.Response.Headers.Remove("Allow");
                await session.Unasked.ListenAsync(answer);
                return;
            }

            await answer.EndAsync(response.Status, await upstream.ReadAsync(response), context.RequestAborted);
        }
    }

    /// <summary>Asks the server for a stream. Where it has another one open for the session, the newer takes its place: a client does not always know that it lost one.</summary>
    private async Task<UpstreamReply> OpenAsync(HttpContext context, HttpSession? session, StreamTurn turn)
    {
        for (var pause = FirstPause; ; pause *= 2)
        {
            using var request = upstream.Request(HttpMethod.Get, null);
            CopyHeaders(context.Request, request, session);
            var reply = await upstream.SendAsync(request, turn.Over);
            if (reply.Response?.Status != StatusCodes.Status409Conflict || session is null || pause > LastPause)
            {
                return reply;
            }

            if (!await session.Relayed.TryEndAllAsync() && pause == FirstPause)
            {
                return reply;
            }

            reply.Response.Dispose();
            // The server has yet to hear that the other one is gone.
            await Task.Delay(pause, clock, turn.Over);
        }
    }

    private async Task RelayUnaskedAsync(HttpAnswer answer, UpstreamResponse response, Caller caller, HttpSession? session, StreamTurn turn)
    {
        var context = answer.Context;
        session?.Relayed.Begin(turn);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(turn.Over);
        var own = Task.CompletedTask;
        try
        {
            await answer.BeginRelayAsync();
            // In its turn before its client hears that it is open, and opens the next.
            own = session is not null && point.MayAnnounce(caller, session.TakesUrls) ? TellOwnAsync(session, answer, ended.Token) : own;
            await answer.BlockAsync(default, turn.Over);
            var reader = upstream.Events(response, skipsLong: true);
            while (await reader.ReadAsync(turn.Over) is { } block)
            {
                session?.Events.Sent(block.Raw);
                if ((block.TooLong is { } tooLong ? Told(block.Raw, tooLong) : await SeenOrNullAsync(block, caller, session, context)) is { IsEmpty: false } seen)
                {
                    await answer.BlockAsync(seen, turn.Over);
                }
            }
        }
        catch (Exception over) when (over is IOException or OperationCanceledException && turn.IsReplaced)
        {
            LogReplaced(options.ServerId);
            if (!answer.IsWhole)
            {
                context.Abort();
            }
        }
        catch (IOException failure)
        {
            // The stream ends, and the client takes it up again by its own rules.
            LogStreamBroken(options.ServerId, failure.Message);
        }
        finally
        {
            session?.Relayed.End(turn);
            await ended.CancelAsync();
            await own;
        }
    }

    /// <summary>What the client is told of an event that is too long: its id, so that it asks for what comes behind it, and whom it would have answered.</summary>
    private ReadOnlyMemory<byte> Told(ReadOnlyMemory<byte> raw, LongEvent tooLong)
    {
        LogTooLong(options.ServerId, options.MaxAnswerBytes);
        return tooLong.AnswerOrNull is { } answer
            ? SseReader.WithData(raw, JsonAnswers.Error(answer.Id.Of(answer.Bytes), RpcErrors.UpstreamFailed, upstream.Lost(new LongEventException(options.MaxAnswerBytes))))
            : raw;
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "A stream of the server '{Server}' broke: {Reason}")]
    private partial void LogStreamBroken(string server, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The server '{Server}' sent an event of more than {Most} bytes (`limits.answer`) unasked; it is left out")]
    private partial void LogTooLong(string server, int most);

    [LoggerMessage(Level = LogLevel.Information, Message = "A stream of the server '{Server}' was ended, for its client opened another")]
    private partial void LogReplaced(string server);
}
