using Catalog.Gateway.Relaying;
using Catalog.Gateway.Upstreams;

namespace Catalog.Gateway.Scanning;

/// <summary>Stands between a link and its lane: what the server says unasked, notifications and questions, passes only after its texts were looked through.</summary>
internal sealed class LookedThrough(ILinkEvents lane, AnswerGate answers) : ILinkEvents
{
    public ValueTask MessageAsync(UpstreamMessage message, CancellationToken cancellationToken)
    {
        if (message.IsResponse)
        {
            return lane.MessageAsync(message, cancellationToken);
        }

        var seen = answers.SeenUnasked(message.Bytes);
        var told = seen is not { } bytes ? null : bytes.Equals(message.Bytes) ? message : UpstreamMessage.ReadOrNull(bytes);
        if (told is null)
        {
            return ValueTask.CompletedTask;
        }

        told.StreamOf = message.StreamOf;
        return lane.MessageAsync(told, cancellationToken);
    }

    public ValueTask FailedAsync(string idKey, string reason, bool sent, CancellationToken cancellationToken) => lane.FailedAsync(idKey, reason, sent, cancellationToken);

    public ValueTask LostAsync(string reason, CancellationToken cancellationToken) => lane.LostAsync(reason, cancellationToken);
}
