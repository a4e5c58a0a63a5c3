using Catalog.Core.Catalogs;
using Catalog.Core.Tools;

namespace Catalog.Gateway.Pinning;

/// <summary>Where definitions are read that are trusted before a server first gives its own.</summary>
public interface IPinOrigin
{
    /// <summary>The definitions of one server.</summary>
    /// <param name="from">The whole path of a file of tool definitions, JSON lines; else the key of a server in the catalog.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="StoreException">They cannot be read; the message says what to do.</exception>
    Task<IReadOnlyList<ToolDefinition>> ReadAsync(string from, CancellationToken cancellationToken);
}
