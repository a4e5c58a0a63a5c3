using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Downstreams;

/// <summary>A refusal with its HTTP status.</summary>
internal sealed record HttpRefusal(int Status, Refusal Refusal)
{
    /// <summary>The value of <c>WWW-Authenticate</c>; null for none.</summary>
    public string? Challenge { get; init; }

    /// <summary>The grant that was shown, where it is known and not good for this; null where nobody is known.</summary>
    public string? Grant { get; init; }

    /// <summary>The status of a JSON-RPC error of the gateway's own making.</summary>
    public static int StatusOf(int code, ProtocolEra era) => code switch
    {
        RpcErrors.ParseError or RpcErrors.InvalidRequest or RpcErrors.HeaderMismatch or RpcErrors.MissingCapability or RpcErrors.UnsupportedVersion => 400,
        RpcErrors.InsufficientScope => 403,
        RpcErrors.MethodNotFound when era == ProtocolEra.Modern => 404,
        _ => 200,
    };
}
