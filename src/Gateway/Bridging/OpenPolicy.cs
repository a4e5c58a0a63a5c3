using Catalog.Gateway.Loading;
using Catalog.Policy.Checking;
using Catalog.Policy.Compiled;

namespace Catalog.Gateway.Bridging;

/// <summary>The policy of a bridge: everything passes to the gateway behind it, which decides.</summary>
internal sealed class OpenPolicy : IPolicySource
{
    public const string Name = "bridge";

    private readonly PolicySet _all = PolicyLoader.Load("""{"version":"1","default":"allow"}"""u8.ToArray(), Name).Policy!;

    public PolicySet? FindOrNull(string? name) => name == Name ? _all : null;
}
