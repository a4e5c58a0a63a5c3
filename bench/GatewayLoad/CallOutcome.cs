namespace Catalog.GatewayLoad;

/// <summary>What a call came to, seen from its client.</summary>
internal enum CallOutcome
{
    /// <summary>The upstream's answer to this very call.</summary>
    Passed,

    /// <summary>A limit denied it.</summary>
    LimitReached,

    /// <summary>Another rule denied it.</summary>
    Denied,

    /// <summary>Denied, for the store of totals is away.</summary>
    Uncounted,

    /// <summary>Not forwarded, for the log cannot be written.</summary>
    Unrecorded,

    /// <summary>An error of the protocol, such as an upstream that is gone.</summary>
    Failed,

    /// <summary>An answer that this call cannot have: another id, or an error that nobody makes.</summary>
    Wrong,
}
