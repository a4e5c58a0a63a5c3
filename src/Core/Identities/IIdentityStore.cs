using Catalog.Core.Catalogs;
using Catalog.Core.Servers;

namespace Catalog.Core.Identities;

/// <summary>What is said of servers' names, and what comparing them came to.</summary>
/// <exception cref="StoreException">Of every member: the store cannot be used; nothing was changed.</exception>
public interface IIdentityStore
{
    /// <summary>The facts of all servers that are there, in the order of the bytes of their keys; older names are left out.</summary>
    Task<IReadOnlyList<IdentityFacts>> ListFactsAsync(CancellationToken cancellationToken);

    /// <summary>Puts these standings in place of all that are stored; servers that are not among them have none.</summary>
    Task ReplaceStandingsAsync(IReadOnlyCollection<ServerStanding> standings, CancellationToken cancellationToken);

    /// <summary>All that is known of one key's names; empty for an unknown one.</summary>
    Task<ServerIdentity> FindAsync(ServerKey key, CancellationToken cancellationToken);

    /// <summary>The servers with the name of an established one, but for a step, in the order of the bytes of their keys.</summary>
    /// <param name="offset">How many to pass over, from 0.</param>
    /// <param name="limit">How many to give at most, from 1.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    Task<ResultPage<ServerStanding>> ListImpostorsAsync(int offset, int limit, CancellationToken cancellationToken);

    /// <summary>The figures.</summary>
    Task<IdentityCounts> CountAsync(CancellationToken cancellationToken);
}
