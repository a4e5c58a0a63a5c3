using System.Collections.Frozen;

namespace Catalog.Gateway.Upstreams;

/// <summary>
/// The variables of the gateway's environment that hold secrets of its own: tokens of grants, keys of the webhook, what it proves itself with to other
/// servers. A server that it starts is not given them, unless its own <c>env</c> says so. Replaced whole by a reload.
/// </summary>
internal sealed class WithheldVariables
{
    /// <summary>What the libraries in use read of the environment by themselves: passwords of databases, or where they stand, and headers for the collector.</summary>
    private static readonly FrozenSet<string> OfLibraries = FrozenSet.ToFrozenSet(
        [
            "PGPASSWORD", "PGPASSFILE", "PGSERVICEFILE", "REDISCLI_AUTH",
            "OTEL_EXPORTER_OTLP_HEADERS", "OTEL_EXPORTER_OTLP_TRACES_HEADERS", "OTEL_EXPORTER_OTLP_METRICS_HEADERS", "OTEL_EXPORTER_OTLP_LOGS_HEADERS",
        ],
        StringComparer.OrdinalIgnoreCase);

    private volatile FrozenSet<string> _names = FrozenSet<string>.Empty;

    /// <summary>Puts other names in the place of those before; processes that run keep what they have.</summary>
    public void Replace(IReadOnlyList<string> names) => _names = names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes them out of the environment of a process to be started, and with them what is the gateway's by its name.</summary>
    public void TakeOut(IDictionary<string, string?> environment)
    {
        var names = _names;
        // An approver's credential, or the place of a store, is no upstream's business.
        foreach (var name in environment.Keys.Where(name => names.Contains(name) || OfLibraries.Contains(name) || name.StartsWith("CATALOG_", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            environment.Remove(name);
        }
    }
}
