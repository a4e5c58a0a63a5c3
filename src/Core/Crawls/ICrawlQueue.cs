using Catalog.Core.Catalogs;
using Catalog.Core.Sources;

namespace Catalog.Core.Crawls;

/// <summary>
/// The work of crawls, shared by any number of workers and kept over their ends. An entry is leased by one worker for a time, by the store's
/// clock; it is finished together with what it stores, or not at all; one that is finished is never leased again in its run.
/// </summary>
/// <exception cref="StoreException">Of every member: the store cannot be used; nothing was changed.</exception>
public interface ICrawlQueue
{
    /// <summary>Joins the unfinished run of an equal plan, or begins one with the plan's references as sources. An unfinished run in which nothing ended for a day is closed as it is, and a new one begun.</summary>
    Task<QueuedRun> JoinAsync(CrawlPlan plan, CancellationToken cancellationToken);

    /// <summary>The oldest unfinished run in which something waits to be leased; null where there is none.</summary>
    /// <param name="introspect">Only runs that ask running servers, or only others.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<QueuedRun?> FindWaitingOrNullAsync(bool introspect, CancellationToken cancellationToken);

    /// <summary>Adds servers to a run; one that is in it already, by key and reference, is not added again.</summary>
    /// <param name="run">The run.</param>
    /// <param name="listings">The servers, and the text by which each reference is told from others and shown.</param>
    /// <param name="cancellationToken">Ends the wait; all are added or none.</param>
    /// <returns>How many were added.</returns>
    Task<int> AddAsync(long run, IReadOnlyList<(ServerListing Listing, string Shown)> listings, CancellationToken cancellationToken);

    /// <summary>Leases entries in the order in which they were added. One that was leased ten times and never finished, because its workers ended each time, fails with that reason instead.</summary>
    /// <param name="run">The run.</param>
    /// <param name="work">Which kind.</param>
    /// <param name="worker">Whose they are to be.</param>
    /// <param name="most">At most so many, 1 or more.</param>
    /// <param name="time">For how long, unless extended.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Empty where nothing waits.</returns>
    Task<IReadOnlyList<CrawlLease>> LeaseAsync(long run, CrawlWork work, string worker, int most, TimeSpan time, CancellationToken cancellationToken);

    /// <summary>Extends all leases of a worker that have not lapsed, to so long from now.</summary>
    Task ExtendAsync(string worker, TimeSpan time, CancellationToken cancellationToken);

    /// <summary>Stores what came of an entry and ends it, in one transaction.</summary>
    /// <returns>How each server fared; null where the lease had lapsed or was another's by then: nothing was stored.</returns>
    Task<IReadOnlyList<CrawlItem>?> FinishAsync(CrawlLease lease, CrawlFinding finding, CancellationToken cancellationToken);

    /// <summary>Gives back what workers have leased, so that others need not wait: for a worker that ends, and for ones that are known to have ended.</summary>
    /// <param name="workers">The workers.</param>
    /// <param name="areLost">True where they ended without a word, so that the time counts as an attempt.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task GiveBackAsync(IReadOnlyList<string> workers, bool areLost, CancellationToken cancellationToken);

    /// <summary>The workers that have leases in a run.</summary>
    Task<IReadOnlyList<string>> ListWorkersAsync(long run, CancellationToken cancellationToken);

    /// <summary>What a run still has to do, seen by one worker.</summary>
    Task<CrawlBacklog> CountAsync(long run, string worker, CancellationToken cancellationToken);

    /// <summary>Ends a run in which nothing waits or is leased; one that has ended stays as it is.</summary>
    /// <returns>The run as it ended; null where something is left to do.</returns>
    Task<CrawlRun?> TryEndAsync(long run, CancellationToken cancellationToken);
}
