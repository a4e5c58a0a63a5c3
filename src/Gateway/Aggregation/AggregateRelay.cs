using Catalog.Gateway.Aggregation.Parking;
using Catalog.Gateway.Downstreams;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation;

/// <summary>Takes a request of a client to its server and the answer back.</summary>
internal sealed class AggregateRelay(MessageIntake intake, InputRounds rounds, InputParking parking, AggregateCrossing crossings, AggregateHearing hearing, AggregateAnswers answers)
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
        using var call = new ClientCall(post);
        var key = post.Era == ProtocolEra.Legacy ? post.Message.IdKey! : null;
        if (key is not null)
        {
            session.UnderWay[key] = call;
        }

        try
        {
            await CrossAllAsync(post, session, branch, target, call);
        }
        catch (OperationCanceledException) when (call.IsWithdrawn && !post.Answer.Aborted.IsCancellationRequested)
        {
            await AggregateAnswers.FailAsync(post, RpcErrors.Cancelled);
        }
        finally
        {
            if (key is not null)
            {
                session.UnderWay.TryRemove(KeyValuePair.Create(key, call));
            }
        }
    }

    private async Task CrossAllAsync(HttpPost post, AggregateSession session, Branch branch, Target target, ClientCall call)
    {
        string? failure;
        try
        {
            failure = await branch.ReadyAsync(target.Caller!, Patience, call.Over);
        }
        catch (OperationCanceledException) when (call.IsWithdrawn && !post.Answer.Aborted.IsCancellationRequested)
        {
            // Not decided yet: the log is to know of it all the same.
            await RefuseAsync(post, new Refusal(RpcErrors.UpstreamFailed, RpcErrors.Cancelled, "(cancelled)"));
            return;
        }

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
            var wish = await crossings.CrossAsync(post, session, branch, target, bytes, failure, pages, call);
            // Each retry is the first message with the newest answers: the server asks for all that it still wants.
            bytes = wish is null ? default : await AnsweredAsync(post, session, branch, first, wish, round, pages, call);
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
    private async Task<ReadOnlyMemory<byte>> AnsweredAsync(HttpPost post, AggregateSession session, Branch branch, ReadOnlyMemory<byte> first, UpstreamMessage wish, int round, OpenPages pages, ClientCall call)
    {
        var (retry, unasked) = round < InputRounds.Most ? await rounds.AskAsync(post, session, first, wish, pages, call.Over) : (default, $"The server `{branch.Name}` asks for input again and again");
        if (unasked is not null)
        {
            await AggregateAnswers.FailAsync(post, unasked);
        }

        return retry;
    }
}
