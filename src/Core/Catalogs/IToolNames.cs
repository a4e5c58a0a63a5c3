using Catalog.Core.Servers;

namespace Catalog.Core.Catalogs;

/// <summary>Which tools other servers have: what a definition that steers another tool is checked against.</summary>
public interface IToolNames
{
    /// <summary>Those of some names that tools of other servers bear, case aside.</summary>
    /// <param name="names">The names; at most a hundred are looked up.</param>
    /// <param name="except">The server whose own tools do not count.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    Task<IReadOnlySet<string>> FindElsewhereAsync(IReadOnlyCollection<string> names, ServerKey except, CancellationToken cancellationToken);
}
