using Catalog.Gateway.Aggregation.Parking;
using Catalog.Gateway.Approvals.Elicitations;
using Catalog.Gateway.Downstreams;
using Catalog.Gateway.Relaying;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Aggregation;

/// <summary>Answers clients, in their era: with what their server answered, or with why it was not asked.</summary>
internal sealed class AggregateAnswers(PagesRequired pages, Visitors visitors)
{
    /// <summary>Answers the client.</summary>
    /// <returns>The answer, where it asks for input that a client of the legacy era has to be asked for; else null.</returns>
    public async Task<UpstreamMessage?> AnswerAsync(HttpPost post, AggregateSession session, Branch branch, Crossing crossing, UpstreamMessage answer)
    {
        if (post.Era == ProtocolEra.Modern && branch.Era == ProtocolEra.Legacy && answer is { HasResult: false, ErrorCode: RpcErrors.UrlElicitationRequired })
        {
            await AskForPagesAsync(post, session, branch, crossing, answer);
            return null;
        }

        var seen = await crossing.Admission.AnsweredAsync(answer);
        foreach (var page in crossing.Pages?.TakeDone(answer) ?? [])
        {
            await post.Answer.TellAsync(ElicitationText.Complete(page), post.Answer.Aborted);
        }

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
    public ValueTask DenyAsync(HttpPost post, Entry entry)
    {
        if (entry.MissingScopes.Count > 0 && !post.Answer.IsStreaming)
        {
            post.Answer.Context.Response.Headers.WWWAuthenticate = visitors.ChallengeOf(entry.MissingScopes);
        }

        return post.Answer.EndAsync(entry.RefusalCode is { } code ? HttpRefusal.StatusOf(code, post.Era) : StatusCodes.Status200OK, entry.Answer, post.Answer.Aborted);
    }

    /// <summary>Answers with an error of the server's side.</summary>
    public static ValueTask FailAsync(HttpPost post, string reason) =>
        post.Answer.EndAsync(StatusCodes.Status200OK, JsonAnswers.Error(post.Message.IdBytes, RpcErrors.UpstreamFailed, reason), post.Answer.Aborted);
}
