namespace Catalog.Core.Decisions;

/// <summary>The record of each decision, kept in the order in which they fell.</summary>
public interface IDecisionLog
{
    /// <summary>Keeps an entry; it is on disk when the task ends.</summary>
    /// <exception cref="Catalogs.StoreException">It could not be kept; the gateway then forwards nothing.</exception>
    Task AppendAsync(DecisionLogEntry entry, CancellationToken cancellationToken);

    /// <summary>Entries that match, newest first.</summary>
    Task<IReadOnlyList<DecisionLogEntry>> ListAsync(DecisionQuery query, CancellationToken cancellationToken);
}
