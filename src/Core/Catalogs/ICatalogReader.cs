using Catalog.Core.Servers;
using Catalog.Core.Tools;

namespace Catalog.Core.Catalogs;

/// <summary>What the site and the commands read. All members may be called from any thread; none waits for a writer.</summary>
public interface ICatalogReader
{
    /// <summary>The server under a key, or null.</summary>
    Task<ServerRecord?> FindServerOrNullAsync(ServerKey key, CancellationToken cancellationToken);

    /// <summary>Servers that match, with the counts of their tools. An empty query lists all.</summary>
    Task<ResultPage<ServerSummary>> ListServersAsync(ServerQuery query, CancellationToken cancellationToken);

    /// <summary>The other servers that offer tools of exactly the same names, at least <see cref="ToolSetHash.Fewest"/>: first the one that was stored first. None for an unknown server.</summary>
    /// <param name="key">The server.</param>
    /// <param name="offset">How many to pass over, from 0.</param>
    /// <param name="limit">How many to give at most, from 1.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    Task<ResultPage<ServerRecord>> ListCopiesAsync(ServerKey key, int offset, int limit, CancellationToken cancellationToken);

    /// <summary>The tools of a server in ordinal order of their names; empty for an unknown server.</summary>
    /// <param name="key">The server.</param>
    /// <param name="withUnreached">True to list those with <see cref="Exposure.No"/> too.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    Task<IReadOnlyList<ToolRecord>> ListToolsAsync(ServerKey key, bool withUnreached, CancellationToken cancellationToken);

    /// <summary>One tool of a server by its exact name, or null.</summary>
    Task<ToolRecord?> FindToolOrNullAsync(ServerKey key, string tool, CancellationToken cancellationToken);

    /// <summary>Tools that match, best first where there is a text, else by server and name. Tools with <see cref="Exposure.No"/> are left out.</summary>
    Task<ResultPage<ToolRecord>> SearchToolsAsync(ToolQuery query, CancellationToken cancellationToken);

    /// <summary>How many tools match, and of what kinds they are: what <see cref="SearchToolsAsync"/> would say of each filter added, without asking for each.</summary>
    /// <param name="query">The filters; which page is asked for does not matter.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    Task<ToolCounts> CountToolsAsync(ToolQuery query, CancellationToken cancellationToken);

    /// <summary>Every definition and classification that a tool has had, newest first; empty for an unknown tool.</summary>
    Task<IReadOnlyList<ToolHistoryEntry>> ListHistoryAsync(ServerKey key, string tool, CancellationToken cancellationToken);

    /// <summary>The figures of the whole catalog. Tools with <see cref="Exposure.No"/> are not counted.</summary>
    Task<CatalogCounts> CountAsync(CancellationToken cancellationToken);
}
