using Catalog.Gateway.Approvals.Elicitations;
using Catalog.Gateway.Downstreams;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Aggregation.Parking;

/// <summary>
/// Asks a client of the modern era, by <c>input_required</c>, what a server of the legacy era asks while a call is under way. The call stays
/// open at the server; the client's retry answers the server's questions and waits for what comes next.
/// </summary>
internal sealed class InputParking(ParkedCalls parked, PagesRequired pages)
{
    private static readonly Refusal Unknown = new(
        RpcErrors.InvalidParams, "Nothing waits for this `requestState` any more: make the request again without `requestState` and `inputResponses`", "(unknown state)");

    /// <summary>Asks the client, and lets the call wait for its answer.</summary>
    /// <returns>False where there is nothing to ask, or nobody may be asked: the call goes on.</returns>
    public async Task<bool> TryParkAsync(HttpPost post, AggregateSession session, Branch branch, Crossing crossing, int round)
    {
        if (crossing.Wishes.All is not { Count: > 0 } wishes)
        {
            return false;
        }

        var call = new ParkedCall(parked.NewState(post.Admission.Caller.Grant.Id), post.Message.Method!, CallRecord.Of(post.Message, post.Admission.Caller) with { Arguments = null }, session, branch, crossing, round, Bytes: post.Message.Bytes.Length + crossing.Sent.Message.Bytes.Length + crossing.Wishes.Bytes);
        if (round >= InputRounds.Most || !parked.TryPark(call, Expired))
        {
            await RefuseAsync(branch, crossing, round >= InputRounds.Most ? "The call asked for input too often" : "Too many calls of this client wait for input already");
            return false;
        }

        crossing.IsParked = true;
        try
        {
            // For the enforcement point it is the server's answer: looked through, settled, and good for one retry.
            var seen = await crossing.Admission.AnsweredAsync(InputRequired.Of(post.Message.IdBytes, wishes, call.State));
            if (UpstreamMessage.ReadOrNull(seen)?.ResultType != "input_required" && parked.TryTake(call))
            {
                await EndAsync(call, "What is asked may not be asked of this client");
            }

            await post.Answer.EndAsync(StatusCodes.Status200OK, seen, post.Answer.Aborted);
            return true;
        }
        catch (OperationCanceledException)
        {
            // Whoever was to be asked has left: the call ends as any other whose client leaves, unless it was taken up already.
            if (!parked.TryTake(call))
            {
                return true;
            }

            throw;
        }
    }

    /// <summary>The call that a request takes up; null where it is a call of its own, repeats one that is over at the server, or is to be refused.</summary>
    public (ParkedCall? Call, IReadOnlyDictionary<string, byte[]> Answers, Refusal? Refusal) Find(HttpPost post, Branch branch)
    {
        var none = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        if (post.Era != ProtocolEra.Modern || branch.Era != ProtocolEra.Legacy || !post.Message.RequestState.IsPresent
            || UpstreamMessage.KeyOrNull(post.Message.RequestState.Of(post.Message.Bytes).Span) is not ['s', .. var state]
            || state.StartsWith(ElicitationText.StatePrefix, StringComparison.Ordinal))
        {
            return (null, none, null);
        }

        if (pages.IsRetry(post, branch))
        {
            var (told, unread) = InputResponses.Read(post.Message);
            return (null, told, unread ?? PagesRequired.DeclinedOrNull(told));
        }

        var caller = post.Admission.Caller;
        if (parked.FindOrNull(caller.Grant.Id, state) is not { } call || call.Branch != branch || call.Method != post.Message.Method || !IsSame(call.Call, CallRecord.Of(post.Message, caller)))
        {
            return (null, none, Unknown);
        }

        var (answers, refusal) = InputResponses.Read(post.Message);
        if (refusal is not null)
        {
            return (null, none, refusal);
        }

        // INVARIANT: whoever takes it goes on with it or ends it.
        return parked.TryTake(call) ? (call, answers, null) : (null, none, Unknown);
    }

    /// <summary>Goes on with a call whose retry was admitted: the server gets the answers that it waits for.</summary>
    public static async Task ResumeAsync(ParkedCall call, Admission retry, IReadOnlyDictionary<string, byte[]> answers, Caller caller, CancellationToken cancellationToken)
    {
        call.Crossing.Resume(retry);
        foreach (var wish in call.Crossing.Wishes.All)
        {
            if (answers.TryGetValue(wish.Key, out var answer) && call.Crossing.Wishes.TryTake(wish))
            {
                await call.Branch.AnswerAsync(Say.Result(wish.Id, answer), caller, cancellationToken);
            }
        }
    }

    /// <summary>Ends a call that nobody goes on with: the server's questions are refused and the call is cancelled there.</summary>
    public static async Task EndAsync(ParkedCall call, string reason)
    {
        await RefuseAsync(call.Branch, call.Crossing, reason);
        await call.Branch.CancelAsync(call.Crossing);
        call.Branch.End(call.Crossing);
    }

    private static async Task RefuseAsync(Branch branch, Crossing crossing, string reason)
    {
        foreach (var wish in crossing.Wishes.All)
        {
            if (crossing.Wishes.TryTake(wish))
            {
                await branch.AnswerAsync(JsonAnswers.Error(wish.Id, RpcErrors.Internal, reason), crossing.Admission.Caller, CancellationToken.None);
            }
        }
    }

    private static bool IsSame(CallRecord call, CallRecord retry) => call.Grant == retry.Grant && call.Tool == retry.Tool && call.ArgumentsHash == retry.ArgumentsHash;

    private void Expired(ParkedCall call) => _ = EndAsync(call, "The client did not answer in time");
}
