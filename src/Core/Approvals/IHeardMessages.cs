namespace Catalog.Core.Approvals;

/// <summary>Which signed messages were heard already. Every member is atomic also between processes.</summary>
public interface IHeardMessages
{
    /// <summary>Notes a message, once. Those that were heard longer ago than the time that it may be sent again are forgotten.</summary>
    /// <param name="id">The message's own id, 1 to 128 characters.</param>
    /// <param name="kept">How long it has to be remembered.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>False where it was heard before, or more are remembered than anybody sends.</returns>
    Task<bool> TryHearAsync(string id, TimeSpan kept, CancellationToken cancellationToken);
}
