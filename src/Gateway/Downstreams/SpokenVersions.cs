using Catalog.Gateway.Relaying;
using Catalog.Gateway.Upstreams;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Downstreams;

/// <summary>Which versions of the protocol are spoken where the gateway itself is the client's server of HTTP: in front of processes, and for all servers as one.</summary>
internal static class SpokenVersions
{
    /// <summary>Null where a request of the legacy era names a version of that era, or none.</summary>
    public static Refusal? CheckOrNull(IHeaderDictionary headers)
    {
        var version = headers[HttpUpstream.VersionHeader].ToString();
        return version.Length == 0 || Methods.LegacyVersions.Contains(version, StringComparer.Ordinal)
            ? null
            : new Refusal(RpcErrors.InvalidRequest, $"The header `{HttpUpstream.VersionHeader}` names a version that is not spoken here: {string.Join(", ", Methods.LegacyVersions)} and {Methods.FirstModern} are", "(unknown version)");
    }
}
