using Catalog.Gateway.Aggregation.Parking;
using Catalog.Gateway.Approvals.Elicitations;
using Catalog.Gateway.Downstreams;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Aggregation;

/// <summary>Takes a request of a client to its server and the answer back.</summary>
internal sealed class AggregateRelay(MessageIntake intake, InputRounds rounds, InputParking parking, PagesRequired pages, Visitors visitors)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task RelayAsync(HttpPost post, AggregateSession session, Target target)
    {
        if (target.Branch is not { } branch)
        {
            await RefuseAsync(post, target.Refusal!);
            return;
        }

        if (!branch.Lane.TryEnter())
        {
            await RefuseAsync(post, new Refusal(RpcErrors.UpstreamFailed, $"The server `{branch.Name}` is not served any more: list the names again", "(no such server)"));
            return;
        }

        try
        {
            await ForwardAsync(post, session, branch, target);
        }
        finally
        {
            branch.Lane.Leave();
        }
    }

    /// <summary>Records a refusal and answers it.</summary>
    public async Task RefuseAsync(HttpPost post, Refusal refusal)
    {
        var answer = await intake.RefuseAsync(refusal, post.Message.IdBytes, post.Admission.Caller, post.Message.Method, post.Answer.Aborted);
        await post.Answer.EndAsync(HttpRefusal.StatusOf(refusal.Code, post.Era), answer, post.Answer.Aborted);
    }

    private async Task ForwardAsync(HttpPost post, AggregateSession session, Branch branch, Target target)
    {
        var failure = await branch.ReadyAsync(target.Caller!, Patience, post.Answer.Aborted);
        var (waiting, answers, refusal) = parking.Find(post, branch);
        if (refusal is not null)
        {
            await RefuseAsync(post, refusal);
            return;
        }

        if (waiting is not null)
        {
            await ResumeAsync(post, session, target, waiting, answers);
            return;
        }

        var bytes = target.Edit!.Translate(post.Era, branch.Era, session.Profile, session.Verbosity).Apply();
        for (var round = 0; bytes.Length > 0; round++)
        {
            bytes = await ForwardOnceAsync(post, session, branch, target, bytes, failure, round);
        }
    }

    /// <summary>Takes up a call that waits at its server for what the client now brings.</summary>
    private async Task ResumeAsync(HttpPost post, AggregateSession session, Target target, ParkedCall call, IReadOnlyDictionary<string, byte[]> answers)
    {
        var (branch, aborted) = (call.Branch, post.Answer.Aborted);
        var entry = default(Entry);
        try
        {
            entry = await branch.DecideAsync(target.Edit!.Translate(post.Era, branch.Era, session.Profile, session.Verbosity).Apply(), target.Caller!, post.Era, post.Answer.TellAsync, aborted);
        }
        finally
        {
            if (entry?.Admission is null)
            {
                await InputParking.EndAsync(call, "The client may not go on with the call");
            }
        }

        if (entry.Admission is not { } admission)
        {
            await DenyAsync(post, entry);
            return;
        }

        var isParked = false;
        try
        {
            await InputParking.ResumeAsync(call, admission, answers, target.Caller!, aborted);
            (_, isParked) = await HearAsync(post, session, branch, call.Crossing, call.Round + 1);
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            await branch.CancelAsync(call.Crossing);
            throw;
        }
        finally
        {
            admission.Abandon();
            if (!isParked)
            {
                branch.End(call.Crossing);
            }
        }
    }

    /// <summary>Takes one message to the server and its answer back.</summary>
    /// <returns>The message that is to follow, where the server asked for input and the client gave it; empty once the client is answered.</returns>
    private async Task<ReadOnlyMemory<byte>> ForwardOnceAsync(HttpPost post, AggregateSession session, Branch branch, Target target, ReadOnlyMemory<byte> bytes, string? failure, int round)
    {
        var aborted = post.Answer.Aborted;
        // What the client can is said to the branch: the message may have been translated for a server of the other era.
        var takesUrls = post.Era == ProtocolEra.Modern ? post.Message.IsToolCall && UrlCapability.IsDeclared(post.Message) : post.Session?.TakesUrls == true;
        var entry = await branch.DecideAsync(bytes, target.Caller!, post.Era, post.Answer.TellAsync, aborted, takesUrls, post.Session);
        if (entry.Admission is not { } admission)
        {
            await DenyAsync(post, entry);
            return default;
        }

        if (failure is not null)
        {
            await admission.NotSentAsync();
            await FailAsync(post, failure);
            return default;
        }

        if (post.Era == ProtocolEra.Legacy && branch.Era == ProtocolEra.Modern && post.Message.Method is Methods.SubscribeResource or "resources/unsubscribe")
        {
            // The modern era has one subscription for all, which the gateway keeps.
            admission.Abandon();
            await (post.Message.Method == Methods.SubscribeResource ? branch.WantAsync(post.Message.Uri!, aborted) : branch.UnwantAsync(post.Message.Uri!, aborted));
            await post.Answer.EndAsync(StatusCodes.Status200OK, Say.Result(post.Message.IdBytes, "{}"u8), aborted);
            return default;
        }

        var (mayGo, hasTurn) = await TurnAsync(branch, admission, aborted);
        if (!mayGo)
        {
            await FailAsync(post, $"The server `{branch.Name}` asks its client through one call at a time, and too many calls wait for one that is not answered yet: answer what it asks, and try again");
            return default;
        }

        // What a server of the legacy era was asked before is over there: it never saw the state that the client brings.
        var isRepeated = post.Era == ProtocolEra.Modern && branch.Era == ProtocolEra.Legacy && admission.Message.RequestState.IsPresent;
        var crossing = branch.Begin(admission, isOfClient: true, hasTurn, isRepeated);
        var key = post.Era == ProtocolEra.Legacy ? post.Message.IdKey! : null;
        if (key is not null)
        {
            session.UnderWay[key] = (branch, crossing);
        }

        var isParked = false;
        try
        {
            (var asked, isParked) = await CrossAsync(post, session, branch, crossing);
            if (asked is not { } wish)
            {
                return default;
            }

            var (retry, unasked) = round < InputRounds.Most ? await rounds.AskAsync(post, session, bytes, wish) : (default, $"The server `{branch.Name}` asks for input again and again");
            if (unasked is not null)
            {
                await FailAsync(post, unasked);
            }

            return retry;
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            if (post.Era == ProtocolEra.Modern)
            {
                // The client hung up: in the modern era that is how it cancels.
                await branch.CancelAsync(crossing);
            }

            throw;
        }
        finally
        {
            admission.Abandon();
            if (!isParked)
            {
                branch.End(crossing);
            }

            if (key is not null)
            {
                session.UnderWay.TryRemove(key, out _);
            }
        }
    }

    private static async Task<(bool MayGo, bool HasTurn)> TurnAsync(Branch branch, Admission admission, CancellationToken aborted)
    {
        var mayGo = false;
        try
        {
            (mayGo, var hasTurn) = await branch.TurnAsync(admission.Message, aborted);
            return (mayGo, hasTurn);
        }
        finally
        {
            if (!mayGo)
            {
                await admission.NotSentAsync();
            }
        }
    }

    private async Task<(UpstreamMessage? Wish, bool IsParked)> CrossAsync(HttpPost post, AggregateSession session, Branch branch, Crossing crossing)
    {
        var aborted = post.Answer.Aborted;
        if (await branch.SendAsync(crossing.Sent, aborted) is { } unsent)
        {
            await crossing.Admission.NotSentAsync();
            await FailAsync(post, unsent);
            return (null, false);
        }

        return await HearAsync(post, session, branch, crossing, round: 0);
    }

    /// <summary>Takes to the client what the server says of a call, until it is answered or the client is asked for something.</summary>
    /// <returns>What a client of the legacy era is to be asked by requests; and whether the call waits for a client of the modern one to come back.</returns>
    private async Task<(UpstreamMessage? Wish, bool IsParked)> HearAsync(HttpPost post, AggregateSession session, Branch branch, Crossing crossing, int round)
    {
        var aborted = post.Answer.Aborted;
        if (await parking.TryParkAsync(post, session, branch, crossing, round))
        {
            // Not all that was asked is answered yet.
            return (null, true);
        }

        await foreach (var told in crossing.ReadAllAsync(aborted))
        {
            if (told.Answer is { } answer)
            {
                return (await AnswerAsync(post, session, branch, crossing, Branch.Own(crossing, answer)), false);
            }

            if (told.IsQuestion)
            {
                if (await parking.TryParkAsync(post, session, branch, crossing, round))
                {
                    return (null, true);
                }

                continue;
            }

            if (told.Failure is { } failure)
            {
                crossing.Admission.Abandon();
                await FailAsync(post, failure);
                return (null, false);
            }

            await post.Answer.TellAsync(told.Message, aborted);
        }

        return (null, false);
    }

    /// <summary>Answers the client.</summary>
    /// <returns>The answer, where it asks for input that a client of the legacy era has to be asked for; else null.</returns>
    private async Task<UpstreamMessage?> AnswerAsync(HttpPost post, AggregateSession session, Branch branch, Crossing crossing, UpstreamMessage answer)
    {
        if (post.Era == ProtocolEra.Modern && branch.Era == ProtocolEra.Legacy && answer is { HasResult: false, ErrorCode: RpcErrors.UrlElicitationRequired })
        {
            await AskForPagesAsync(post, session, branch, crossing, answer);
            return null;
        }

        var seen = await crossing.Admission.AnsweredAsync(answer);
        if (answer.TaskId is { } task)
        {
            session.Began(task, branch.Name);
        }

        if (answer.HasResult)
        {
            session.Resources.Learn(branch.Name, seen);
        }

        if (post.Era == ProtocolEra.Legacy && answer.ResultType == "input_required" && UpstreamMessage.ReadOrNull(seen) is { ResultType: "input_required", InputRequestsCount: < 2 } wish)
        {
            return wish;
        }

        if (post.Era == ProtocolEra.Modern && branch.Era == ProtocolEra.Legacy && answer is { HasResult: true, ResultType: null })
        {
            seen = LegacyResults.AsModern(seen, post.Message.Method == "resources/read");
        }
        else if (post.Era == ProtocolEra.Modern && branch.Era == ProtocolEra.Legacy && answer is { HasResult: false, ErrorCode: LegacyErrors.NotFound })
        {
            seen = LegacyErrors.AsModern(seen);
        }

        var status = answer.ErrorCode is { } code && !answer.HasResult ? HttpRefusal.StatusOf(code, post.Era) : StatusCodes.Status200OK;
        await post.Answer.EndAsync(post.Era == ProtocolEra.Modern ? status : StatusCodes.Status200OK, seen, post.Answer.Aborted);
        return null;
    }

    private async Task AskForPagesAsync(HttpPost post, AggregateSession session, Branch branch, Crossing crossing, UpstreamMessage error)
    {
        var (wish, refusal) = pages.Ask(post, session, branch, error);
        // What is asked passes the enforcement point as any other answer that asks for input, and is good for one retry.
        var seen = await crossing.Admission.AnsweredAsync(wish ?? error);
        await (refusal is null ? post.Answer.EndAsync(StatusCodes.Status200OK, seen, post.Answer.Aborted) : FailAsync(post, refusal));
    }

    /// <summary>Answers what the server's lane did not admit; a token that lacks scopes is told which ones, for all servers' own endpoint.</summary>
    private ValueTask DenyAsync(HttpPost post, Entry entry)
    {
        if (entry.MissingScopes.Count > 0 && !post.Answer.IsStreaming)
        {
            post.Answer.Context.Response.Headers.WWWAuthenticate = visitors.ChallengeOf(entry.MissingScopes);
        }

        return post.Answer.EndAsync(entry.RefusalCode is { } code ? HttpRefusal.StatusOf(code, post.Era) : StatusCodes.Status200OK, entry.Answer, post.Answer.Aborted);
    }

    private static ValueTask FailAsync(HttpPost post, string reason) =>
        post.Answer.EndAsync(StatusCodes.Status200OK, JsonAnswers.Error(post.Message.IdBytes, RpcErrors.UpstreamFailed, reason), post.Answer.Aborted);
}
