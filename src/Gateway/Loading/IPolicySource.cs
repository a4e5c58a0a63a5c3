using Catalog.Policy.Compiled;

namespace Catalog.Gateway.Loading;

/// <summary>The documents in force.</summary>
internal interface IPolicySource
{
    /// <summary>The document of a name in force now; null where the name is null or names none.</summary>
    PolicySet? FindOrNull(string? name);
}
