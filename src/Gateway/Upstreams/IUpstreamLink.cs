using Catalog.Gateway.Enforcement;

namespace Catalog.Gateway.Upstreams;

/// <summary>A two-way connection to the upstream for one session, message by message.</summary>
internal interface IUpstreamLink : IAsyncDisposable
{
    /// <summary>Sends a message that was admitted. What becomes of it is told to the link's <see cref="ILinkEvents"/>.</summary>
    /// <returns>Null once it is on its way; else why no byte of it was sent.</returns>
    Task<string?> SendAsync(Admission admission, CancellationToken cancellationToken);

    /// <summary>Whether the upstream can be reached, as far as that shows without a message: nothing is sent.</summary>
    ValueTask<bool> CanReachAsync(CancellationToken cancellationToken);
}
