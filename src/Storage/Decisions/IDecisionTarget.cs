using Catalog.Core.Catalogs;
using Catalog.Core.Decisions;

namespace Catalog.Storage.Decisions;

/// <summary>Where decisions are kept: one writer, which hands them over in order.</summary>
internal interface IDecisionTarget : IAsyncDisposable
{
    /// <summary>Adds entries, all or none; they are on disk when the task ends. Called by a thread that has nothing else to do, and may be kept.</summary>
    /// <exception cref="StoreException">They could not be kept.</exception>
    Task WriteAsync(IReadOnlyList<DecisionLogEntry> entries);

    /// <summary>Tries whether entries could be written now; any thread.</summary>
    /// <exception cref="StoreException">They could not.</exception>
    Task CheckAsync(CancellationToken cancellationToken);

    /// <summary>Entries that match, newest first.</summary>
    /// <exception cref="StoreException">They cannot be read.</exception>
    Task<IReadOnlyList<DecisionLogEntry>> ListAsync(DecisionQuery query, CancellationToken cancellationToken);

    /// <summary>Checks the chain.</summary>
    /// <exception cref="StoreException">The log cannot be read.</exception>
    Task<DecisionLogCheck> VerifyAsync(string? known, CancellationToken cancellationToken);
}
