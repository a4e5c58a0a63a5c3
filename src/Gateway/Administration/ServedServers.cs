namespace Catalog.Gateway.Administration;

/// <summary>The servers that a gateway serves now, each with its own parts.</summary>
/// <param name="now">Reads them.</param>
internal sealed class ServedServers(Func<IEnumerable<(GatewayOptions Options, IServiceProvider Parts)>> now)
{
    public IReadOnlyList<(GatewayOptions Options, IServiceProvider Parts)> Now() => [.. now().OrderBy(static s => s.Options.ServerId, StringComparer.Ordinal)];
}
