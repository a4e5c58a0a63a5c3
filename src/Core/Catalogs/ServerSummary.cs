using Catalog.Core.Classifications;
using Catalog.Core.Servers;

namespace Catalog.Core.Catalogs;

/// <summary>A server in a list.</summary>
/// <param name="Server">The server.</param>
/// <param name="ByCategory">How many tools of each category it offers; categories without any are left out.</param>
/// <param name="ByRisk">How many tools of each risk it offers; risks without any are left out.</param>
public sealed record ServerSummary(ServerRecord Server, IReadOnlyDictionary<Category, int> ByCategory, IReadOnlyDictionary<Risk, int> ByRisk)
{
    /// <summary>How many tools it offers; those never reached are not counted.</summary>
    public int Tools => ByCategory.Values.Sum();
}
