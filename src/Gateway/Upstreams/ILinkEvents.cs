using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Upstreams;

/// <summary>What a link tells the lane that owns it. Called one at a time and in order, unless said otherwise.</summary>
internal interface ILinkEvents
{
    /// <summary>A message of the upstream. May be called for several streams at once.</summary>
    ValueTask MessageAsync(UpstreamMessage message, CancellationToken cancellationToken);

    /// <summary>One request will have no answer.</summary>
    /// <param name="idKey">The request.</param>
    /// <param name="reason">One sentence for the caller.</param>
    /// <param name="sent">False where no byte of it was sent.</param>
    /// <param name="cancellationToken">Ends with the link.</param>
    ValueTask FailedAsync(string idKey, string reason, bool sent, CancellationToken cancellationToken);

    /// <summary>The connection is gone, and with it every request under way.</summary>
    ValueTask LostAsync(string reason, CancellationToken cancellationToken);
}
