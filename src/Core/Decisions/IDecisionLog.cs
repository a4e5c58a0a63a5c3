namespace Catalog.Core.Decisions;

/// <summary>The record of each decision, kept in the order in which they fell.</summary>
public interface IDecisionLog
{
    /// <summary>How it fares, without a look at the disk. A log that keeps nothing is always well.</summary>
    DecisionLogState State => default;

    /// <summary>Tries whether it can be written now; what waits is written by it. A log that keeps nothing always can.</summary>
    /// <exception cref="Catalogs.StoreException">It cannot be written.</exception>
    Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Keeps an entry. When the task ends it is on its way to the disk, or on it where <see cref="DecisionLogOptions.Sync"/> says so; where too many are on their way it waits.</summary>
    /// <exception cref="Catalogs.StoreException">The log cannot be written; the gateway then forwards nothing. Never thrown where <see cref="DecisionLogOptions.FailOpen"/> says so.</exception>
    Task AppendAsync(DecisionLogEntry entry, CancellationToken cancellationToken);

    /// <summary>As <see cref="AppendAsync"/>, for a message that is forwarded: what is answered within a moment is told by the same entry, what is answered later by a second one.</summary>
    /// <exception cref="Catalogs.StoreException">The log cannot be written; the gateway then forwards nothing. Never thrown where <see cref="DecisionLogOptions.FailOpen"/> says so.</exception>
    Task<OpenDecision> OpenAsync(DecisionLogEntry entry, CancellationToken cancellationToken);

    /// <summary>Entries that match, newest first; everything that was appended here before is among them.</summary>
    /// <exception cref="Catalogs.StoreException">The log cannot be read.</exception>
    Task<IReadOnlyList<DecisionLogEntry>> ListAsync(DecisionQuery query, CancellationToken cancellationToken);

    /// <summary>Checks that every entry that is kept is the one that was written, and that none is missing between the first and the last.</summary>
    /// <param name="known">A hash that an earlier check gave, 64 hexadecimal digits: it must be that of one of the entries. Null to ask for none.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="Catalogs.StoreException">The log cannot be read.</exception>
    Task<DecisionLogCheck> VerifyAsync(string? known, CancellationToken cancellationToken);
}
