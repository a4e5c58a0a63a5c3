using Catalog.Gateway.Approvals.Elicitations;
using Catalog.Gateway.Downstreams;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Aggregation;

/// <summary>Takes one message of a call through the enforcement point of its server's lane, to the server, and the answer back.</summary>
internal sealed class AggregateCrossing(AggregateHearing hearing, AggregateAnswers answers)
{
    /// <summary>Takes one message to the server and its answer back.</summary>
    /// <param name="post">The client's request.</param>
    /// <param name="session">The client's session.</param>
    /// <param name="branch">The server.</param>
    /// <param name="target">Who calls there.</param>
    /// <param name="bytes">The message, in the server's era and under its own names.</param>
    /// <param name="failure">Why the server cannot be sent anything; null where it can.</param>
    /// <param name="pages">The pages that the client was asked to open for this request.</param>
    /// <param name="call">The request as a whole, which its client may cancel.</param>
    /// <returns>What the server asks for, where the client has to be asked by requests; null once the client is answered.</returns>
    public async Task<UpstreamMessage?> CrossAsync(
        HttpPost post, AggregateSession session, Branch branch, Target target, ReadOnlyMemory<byte> bytes, string? failure, OpenPages pages, ClientCall call)
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

        var (mayGo, hasTurn) = await TurnAsync(branch, admission, call.Over);
        if (!mayGo)
        {
            await AggregateAnswers.FailAsync(post, $"The server `{branch.Name}` asks its client through one call at a time, and too many calls wait for one that is not answered yet: answer what it asks, and try again");
            return null;
        }

        // What a server of the legacy era was asked before is over there: it never saw the state that the client brings.
        var isRepeated = post.Era == ProtocolEra.Modern && branch.Era == ProtocolEra.Legacy && admission.Message.RequestState.IsPresent;
        var crossing = branch.Begin(admission, isOfClient: true, hasTurn, isRepeated);
        crossing.Pages = pages;
        var isParked = false;
        try
        {
            if (!call.TryCross(branch, crossing))
            {
                await admission.NotSentAsync();
                await AggregateAnswers.FailAsync(post, RpcErrors.Cancelled);
                return null;
            }

            (var asked, isParked) = await SendAsync(post, session, branch, crossing);
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
            call.Crossed();
            admission.Abandon();
            if (!isParked)
            {
                branch.End(crossing);
            }
        }
    }

    private static async Task<(bool MayGo, bool HasTurn)> TurnAsync(Branch branch, Admission admission, CancellationToken over)
    {
        var mayGo = false;
        try
        {
            (mayGo, var hasTurn) = await branch.TurnAsync(admission.Message, over);
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

    private async Task<(UpstreamMessage? Wish, bool IsParked)> SendAsync(HttpPost post, AggregateSession session, Branch branch, Crossing crossing)
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
