using System.Collections.Concurrent;
using System.Globalization;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation;

/// <content>What the client is asked, by its servers and by the gateway, under ids of the gateway's own.</content>
internal sealed partial class AggregateSession
{
    private const int MaxQuestions = 1000;

    private readonly ConcurrentDictionary<string, Question> _questions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<ReadOnlyMemory<byte>>> _expected = new(StringComparer.Ordinal);
    private long _asked;

    /// <summary>The question that an answer of the client is for; null where none was asked, or it was answered already.</summary>
    public Question? TakeQuestionOrNull(string? idKey) => idKey is not null && _questions.TryRemove(idKey, out var question) ? question : null;

    /// <summary>An id for a question of the gateway's own to the client, and its answer.</summary>
    public (byte[] Id, Task<ReadOnlyMemory<byte>> Answer) Expect()
    {
        var id = Say.QuotedBytes($"g{Interlocked.Increment(ref _asked).ToString(CultureInfo.InvariantCulture)}");
        var answer = new TaskCompletionSource<ReadOnlyMemory<byte>>(TaskCreationOptions.RunContinuationsAsynchronously);
        _expected[UpstreamMessage.KeyOf(id)!] = answer;
        return (id, answer.Task);
    }

    /// <summary>Nobody waits for the answer to a question any more.</summary>
    public void Forget(byte[] id) => _expected.TryRemove(UpstreamMessage.KeyOf(id)!, out _);

    /// <summary>Takes an answer of the client to a question of the gateway's own.</summary>
    /// <returns>False where it is none.</returns>
    public bool TryTake(Envelope answer) =>
        // The bytes of a message may be gone when its request is.
        answer.IdKey is not null && _expected.TryRemove(answer.IdKey, out var expected) && expected.TrySetResult(answer.Bytes.ToArray());

    /// <summary>The question that a progress notification of the client is about; null where there is none.</summary>
    public Question? QuestionOfTokenOrNull(string? tokenKey) => tokenKey is null ? null : _questions.GetValueOrDefault(tokenKey);

    public bool TryAsk(Branch branch, UpstreamMessage question)
    {
        if (Profile.Era == ProtocolEra.Modern)
        {
            // Several calls may be under way: which one asks must be certain, for its answer says what the others do not.
            return Profile.Can(question) && branch.TryAskByCall(question);
        }

        if (_questions.Count >= MaxQuestions)
        {
            return false;
        }

        var own = Say.QuotedBytes($"g{Interlocked.Increment(ref _asked).ToString(CultureInfo.InvariantCulture)}");
        var places = ParamPlaces.Read(question.Bytes);
        _questions[UpstreamMessage.KeyOf(own)!] = new Question(branch, question.Id.Of(question.Bytes), places.MetaToken.Of(question.Bytes), question.IdKey);
        Deliver(branch.CrossingOfOrNull(question), new MessageEdit(question.Bytes, places).Put(question.Id, own).Put(places.MetaToken, own).Apply());
        return true;
    }

    public void Withdraw(Branch branch, UpstreamMessage notice)
    {
        var key = UpstreamMessage.KeyOrNull(notice.RequestId.Of(notice.Bytes).Span);
        if (Profile.Era == ProtocolEra.Modern)
        {
            _ = key is not null && branch.TryWithdraw(key);
            return;
        }

        var asked = _questions.FirstOrDefault(q => q.Value.Branch == branch && q.Value.IdKey == key);
        if (key is not null && asked.Key is not null && _questions.TryRemove(asked.Key, out _))
        {
            // The key is a letter for the kind and the text of the id.
            Deliver(branch.CrossingOfOrNull(notice), Splice.Replace(notice.Bytes, (notice.RequestId, Say.QuotedBytes(asked.Key[1..]))));
        }
    }
}
