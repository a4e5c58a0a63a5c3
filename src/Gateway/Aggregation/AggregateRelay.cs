using Catalog.Gateway.Aggregation.Parking;
using Catalog.Gateway.Approvals.Elicitations;
using Catalog.Gateway.Downstreams;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Aggregation;

/// <summary>Takes a request of a client to its server and the answer back.</summary>
internal sealed class AggregateRelay(MessageIntake intake, InputRounds rounds, InputParking parking, AggregateHearing hearing, AggregateAnswers answers)
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
        var (waiting, responses, refusal) = parking.Find(post, branch);
        if (refusal is not null)
        {
            await RefuseAsync(post, refusal);
            return;
        }

        if (waiting is not null)
        {
            await ResumeAsync(post, session, target, waiting, responses);
            return;
        }

        var first = target.Edit!.Translate(post.Era, branch.Era, session.Profile, session.Verbosity).Apply();
        var pages = new OpenPages();
        var bytes = first;
        for (var round = 0; bytes.Length > 0; round++)
        {
            var wish = await ForwardOnceAsync(post, session, branch, target, bytes, failure, pages);
            // Each retry is the first message with the newest answers: the server asks for all that it still wants.
            bytes = wish is null ? default : await AnsweredAsync(post, session, branch, first, wish, round, pages);
        }
    }

    /// <summary>Takes up a call that waits at its server for what the client now brings.</summary>
    private async Task ResumeAsync(HttpPost post, AggregateSession session, Target target, ParkedCall call, IReadOnlyDictionary<string, byte[]> responses)
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
            await answers.DenyAsync(post, entry);
            return;
        }

        var isParked = false;
        try
        {
            await InputParking.ResumeAsync(call, admission, responses, target.Caller!, aborted);
            (_, isParked) = await hearing.HearAsync(post, session, branch, call.Crossing, call.Round + 1);
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

    /// <summary>Asks the client for what the server wants.</summary>
    /// <returns>The message that is to follow; empty where there is none, and the client is told why.</returns>
    private async Task<ReadOnlyMemory<byte>> AnsweredAsync(HttpPost post, AggregateSession session, Branch branch, ReadOnlyMemory<byte> first, UpstreamMessage wish, int round, OpenPages pages)
    {
        var (retry, unasked) = round < InputRounds.Most ? await rounds.AskAsync(post, session, first, wish, pages) : (default, $"The server `{branch.Name}` asks for input again and again");
        if (unasked is not null)
        {
            await AggregateAnswers.FailAsync(post, unasked);
        }

        return retry;
    }

    /// <summary>Takes one message to the server and its answer back.</summary>
    /// <returns>What the server asks for, where the client has to be asked by requests; null once the client is answered.</returns>
    private async Task<UpstreamMessage?> ForwardOnceAsync(HttpPost post, AggregateSession session, Branch branch, Target target, ReadOnlyMemory<byte> bytes, string? failure, OpenPages pages)
    {
        var aborted = post.Answer.Aborted;
        // What the client can is said to the branch: the message may have been translated for a server of the other era.
        var takesUrls = post.Era == ProtocolEra.Modern ? post.Message.IsToolCall && UrlCapability.IsDeclared(post.Message) : post.Session?.TakesUrls == true;
        var entry = await branch.DecideAsync(bytes, target.Caller!, post.Era, post.Answer.TellAsync, aborted, takesUrls, post.Session);
        if (entry.Admission is not { } admission)
        {
            await answers.DenyAsync(post, entry);
            return null;
        }

        if (failure is not null)
        {
            await admission.NotSentAsync();
            await AggregateAnswers.FailAsync(post, failure);
            return null;
        }

        if (post.Era == ProtocolEra.Legacy && branch.Era == ProtocolEra.Modern && post.Message.Method is Methods.SubscribeResource or "resources/unsubscribe")
        {
            // The modern era has one subscription for all, which the gateway keeps.
            admission.Abandon();
            await (post.Message.Method == Methods.SubscribeResource ? branch.WantAsync(post.Message.Uri!, aborted) : branch.UnwantAsync(post.Message.Uri!, aborted));
            await post.Answer.EndAsync(StatusCodes.Status200OK, Say.Result(post.Message.IdBytes, "{}"u8), aborted);
            return null;
        }

        var (mayGo, hasTurn) = await TurnAsync(branch, admission, aborted);
        if (!mayGo)
        {
            await AggregateAnswers.FailAsync(post, $"The server `{branch.Name}` asks its client through one call at a time, and too many calls wait for one that is not answered yet: answer what it asks, and try again");
            return null;
        }

        // What a server of the legacy era was asked before is over there: it never saw the state that the client brings.
        var isRepeated = post.Era == ProtocolEra.Modern && branch.Era == ProtocolEra.Legacy && admission.Message.RequestState.IsPresent;
        var crossing = branch.Begin(admission, isOfClient: true, hasTurn, isRepeated);
        crossing.Pages = pages;
        var key = post.Era == ProtocolEra.Legacy ? post.Message.IdKey! : null;
        if (key is not null)
        {
            session.UnderWay[key] = (branch, crossing);
        }

        var isParked = false;
        try
        {
            (var asked, isParked) = await CrossAsync(post, session, branch, crossing);
            return asked;
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
            await AggregateAnswers.FailAsync(post, unsent);
            return (null, false);
        }

        return await hearing.HearAsync(post, session, branch, crossing, round: 0);
    }
}
