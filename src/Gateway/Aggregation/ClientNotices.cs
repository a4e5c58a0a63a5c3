using Catalog.Gateway.Downstreams;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation;

/// <summary>What a client of the legacy era says that is no request: answers to questions, and notices.</summary>
internal static class ClientNotices
{
    /// <summary>An answer of the client goes to whoever asked: the gateway itself, or the server whose question it was. It is taken once.</summary>
    public static async Task AnswerAsync(HttpPost post, AggregateSession session)
    {
        if (session.TryTake(post.Message))
        {
            return;
        }

        if (session.TakeQuestionOrNull(post.Message.IdKey) is { Branch: { Caller: { } caller } branch } question)
        {
            var bytes = Splice.Replace(post.Message.Bytes, (post.Message.Id, question.Id));
            await branch.AnswerAsync(bytes, caller, post.Answer.Aborted);
        }
    }

    /// <summary>A notice goes to the server that it concerns, under the ids that the server knows.</summary>
    public static async Task TakeAsync(HttpPost post, AggregateSession session, ParamPlaces places)
    {
        var bytes = post.Message.Bytes;
        switch (post.Message.Method)
        {
            case Methods.Cancelled when KeyOrNull(bytes, places.RequestId) is { } key && session.UnderWay.TryRemove(key, out var call):
                await call.WithdrawAsync();
                break;
            case Methods.Progress when session.QuestionOfTokenOrNull(KeyOrNull(bytes, places.ProgressToken)) is { Branch: { Caller: { } caller } branch, Token.IsEmpty: false } question:
                await branch.AnswerAsync(Splice.Replace(bytes, (places.ProgressToken, question.Token)), caller, post.Answer.Aborted);
                break;
            case "notifications/roots/list_changed":
                foreach (var (up, its) in session.BranchesOf(post.Admission.Caller).Where(static b => b.Branch.IsUp && b.Branch.Era == ProtocolEra.Legacy))
                {
                    await up.AnswerAsync(bytes, its, post.Answer.Aborted);
                }

                break;
        }
    }

    private static string? KeyOrNull(ReadOnlyMemory<byte> message, ByteRange place) => place.IsPresent ? UpstreamMessage.KeyOrNull(place.Of(message).Span) : null;
}
