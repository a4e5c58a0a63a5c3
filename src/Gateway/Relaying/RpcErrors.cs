namespace Catalog.Gateway.Relaying;

/// <summary>JSON-RPC error codes: those of the protocol, and the gateway's own, which stand outside every reserved range.</summary>
internal static class RpcErrors
{
    public const int ParseError = -32700;
    public const int InvalidRequest = -32600;
    public const int MethodNotFound = -32601;
    public const int InvalidParams = -32602;
    public const int Internal = -32603;
    public const int HeaderMismatch = -32020;
    public const int MissingCapability = -32021;
    public const int UnsupportedVersion = -32022;

    /// <summary>Of version 2025-11-25 alone.</summary>
    public const int UrlElicitationRequired = -32042;

    public const int UpstreamFailed = -31001;
    public const int NotRecorded = -31002;
    public const int NotDecided = -31003;
    public const int UnreadableAnswer = -31004;
    public const int TooManySessions = -31005;
    public const int NoGrant = -31006;
    public const int NoSuchServer = -31007;
    public const int TooManyCalls = -31008;
    public const int TooManyRequests = -31009;
    public const int ContentWithheld = -31012;
    public const int DeniedByPolicy = -31013;

    /// <summary>The one denial that is told by a status of its own: a client may ask its user for the scopes and come back.</summary>
    public const int InsufficientScope = -31014;

    /// <summary>What a client is told of a request that it cancelled, in the place of the answer that does not come.</summary>
    public const string Cancelled = "The request was cancelled";

    /// <summary>Whether an error of the first answer says that the tool did not run, so that what the call drew is given back.</summary>
    public static bool SaysNotRun(int code) =>
        code is ParseError or InvalidRequest or MethodNotFound or InvalidParams or HeaderMismatch or MissingCapability or UnsupportedVersion;
}
