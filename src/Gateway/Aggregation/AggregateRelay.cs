using System.Text.Json;
using Catalog.Gateway.Approvals.Elicitations;
using Catalog.Gateway.Downstreams;
using Catalog.Gateway.Relaying;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Aggregation;

/// <summary>Takes a request of a client to its server and the answer back.</summary>
internal sealed class AggregateRelay(MessageIntake intake)
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

    private static async Task ForwardAsync(HttpPost post, AggregateSession session, Branch branch, Target target)
    {
        var aborted = post.Answer.Aborted;
        var failure = await branch.ReadyAsync(target.Caller!, Patience, aborted);
        var bytes = target.Edit!.Translate(post.Era, branch.Era, session.Profile.ClientInfo, session.Verbosity).Apply();
        // What the client can is said to the branch: the message may have been translated for a server of the other era.
        var takesUrls = post.Era == ProtocolEra.Modern ? post.Message.IsToolCall && UrlCapability.IsDeclared(post.Message) : post.Session?.TakesUrls == true;
        var entry = await branch.DecideAsync(bytes, target.Caller!, post.Era, post.Answer.TellAsync, aborted, takesUrls);
        if (entry.Admission is not { } admission)
        {
            await post.Answer.EndAsync(entry.RefusalCode is { } code ? HttpRefusal.StatusOf(code, post.Era) : StatusCodes.Status200OK, entry.Answer, aborted);
            return;
        }

        if (failure is not null)
        {
            await admission.NotSentAsync();
            await FailAsync(post, failure);
            return;
        }

        var crossing = branch.Begin(admission, isOfClient: true);
        var key = post.Era == ProtocolEra.Legacy ? post.Message.IdKey! : null;
        if (key is not null)
        {
            session.UnderWay[key] = (branch, crossing);
        }

        try
        {
            await CrossAsync(post, session, branch, crossing);
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            admission.Abandon();
            if (post.Era == ProtocolEra.Modern)
            {
                // The client hung up: in the modern era that is how it cancels.
                await branch.CancelAsync(crossing);
            }

            throw;
        }
        finally
        {
            branch.End(crossing);
            if (key is not null)
            {
                session.UnderWay.TryRemove(key, out _);
            }
        }
    }

    private static async Task CrossAsync(HttpPost post, AggregateSession session, Branch branch, Crossing crossing)
    {
        var aborted = post.Answer.Aborted;
        if (await branch.SendAsync(crossing.Sent, aborted) is { } unsent)
        {
            await crossing.Admission.NotSentAsync();
            await FailAsync(post, unsent);
            return;
        }

        await foreach (var told in crossing.Told.ReadAllAsync(aborted))
        {
            if (told.Answer is { } answer)
            {
                await AnswerAsync(post, session, branch, crossing, answer);
                return;
            }

            if (told.Failure is { } failure)
            {
                crossing.Admission.Abandon();
                await FailAsync(post, failure);
                return;
            }

            await post.Answer.TellAsync(told.Message, aborted);
        }
    }

    private static async Task AnswerAsync(HttpPost post, AggregateSession session, Branch branch, Crossing crossing, UpstreamMessage answer)
    {
        var seen = await crossing.Admission.AnsweredAsync(answer);
        if (answer.TaskId is { } task)
        {
            session.Began(task, branch.Name);
        }

        if (answer.HasResult)
        {
            session.Resources.Learn(branch.Name, seen);
        }

        if (post.Era == ProtocolEra.Legacy && answer.ResultType == "input_required")
        {
            seen = JsonAnswers.Error(post.Message.IdBytes, RpcErrors.UpstreamFailed, $"The server `{branch.Name}` asks for input in a way that this client does not know");
        }
        else if (post.Era == ProtocolEra.Modern && branch.Era == ProtocolEra.Legacy && answer is { HasResult: true, ResultType: null })
        {
            seen = AsModern(seen, post.Message.Method == "resources/read");
        }

        var status = answer.ErrorCode is { } code && !answer.HasResult ? HttpRefusal.StatusOf(code, post.Era) : StatusCodes.Status200OK;
        await post.Answer.EndAsync(post.Era == ProtocolEra.Modern ? status : StatusCodes.Status200OK, seen, post.Answer.Aborted);
    }

    /// <summary>A legacy server's result with the members that the modern era demands.</summary>
    private static ReadOnlyMemory<byte> AsModern(ReadOnlyMemory<byte> answer, bool isCached)
    {
        var reader = new Utf8JsonReader(answer.Span, new JsonReaderOptions { MaxDepth = 512 });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isResult = reader.ValueTextEquals("result"u8);
            reader.Read();
            if (isResult && reader.TokenType == JsonTokenType.StartObject)
            {
                var at = (int)reader.TokenStartIndex + 1;
                reader.Read();
                var members = isCached ? "\"resultType\":\"complete\",\"ttlMs\":0,\"cacheScope\":\"private\"" : "\"resultType\":\"complete\"";
                var rest = reader.TokenType == JsonTokenType.EndObject ? "" : ",";
                return Splice.Replace(answer, (new ByteRange(at, 0), System.Text.Encoding.UTF8.GetBytes(members + rest)));
            }

            reader.Skip();
        }

        return answer;
    }

    private static ValueTask FailAsync(HttpPost post, string reason) =>
        post.Answer.EndAsync(StatusCodes.Status200OK, JsonAnswers.Error(post.Message.IdBytes, RpcErrors.UpstreamFailed, reason), post.Answer.Aborted);
}
