using System.Collections.Concurrent;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation;

/// <content>Progress of tasks of the legacy era, which go on under the token of a call that is answered.</content>
internal sealed partial class Branch
{
    private const int MostTaskTokens = 1000;

    private readonly ConcurrentDictionary<string, byte[]> _taskTokens = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _taskTokensByAge = new();

    /// <summary>Keeps the client's token of a call whose answer is a task; of too many the oldest is forgotten.</summary>
    private void KeepToken(Crossing crossing, UpstreamMessage answer)
    {
        if (_profile.Era != ProtocolEra.Legacy || answer.TaskId is null || !crossing.Message.IsToolCall || !crossing.Message.ProgressToken.IsPresent)
        {
            return;
        }

        _taskTokens[crossing.Key] = crossing.Message.ProgressToken.Of(crossing.Message.Bytes).ToArray();
        _taskTokensByAge.Enqueue(crossing.Key);
        if (_taskTokensByAge.Count > MostTaskTokens && _taskTokensByAge.TryDequeue(out var oldest))
        {
            _taskTokens.TryRemove(oldest, out _);
        }
    }

    /// <summary>Tells the progress of a task under the client's own token.</summary>
    /// <returns>False where no task goes on under this token.</returns>
    private bool TryTellOfTask(UpstreamMessage message, string token)
    {
        if (!_taskTokens.TryGetValue(token, out var own) || UpstreamMessage.ReadOrNull(Splice.Replace(message.Bytes, (message.ProgressToken, own))) is not { } told)
        {
            return false;
        }

        told.StreamOf = message.StreamOf;
        _owner.Tell(this, told);
        return true;
    }
}
