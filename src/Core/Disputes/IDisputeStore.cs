namespace Catalog.Core.Disputes;

/// <summary>Where disputes wait for review: the one thing that the site writes.</summary>
public interface IDisputeStore
{
    /// <summary>Keeps a dispute.</summary>
    /// <returns>False where an equal one (tool, proposal and reason) waits already, or 1,000 are waiting for that tool; nothing is kept then.</returns>
    Task<bool> TryAddAsync(Dispute dispute, CancellationToken cancellationToken);

    /// <summary>Disputes, newest first.</summary>
    Task<IReadOnlyList<Dispute>> ListAsync(int limit, CancellationToken cancellationToken);
}
