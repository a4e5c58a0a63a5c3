namespace Catalog.Core.Approvals;

/// <summary>The life of a request for approval.</summary>
public enum ApprovalState
{
    /// <summary>Waits for a person.</summary>
    Pending,

    /// <summary>Approved, and not yet used.</summary>
    Approved,

    /// <summary>Denied by a person.</summary>
    Denied,

    /// <summary>Claimed by a call that reserves its limits. The claim of a gateway that died stays, and counts as spent.</summary>
    Claimed,

    /// <summary>Used by the one call it was given for.</summary>
    Spent,

    /// <summary>Nobody decided in time, or nobody used it in time.</summary>
    Lapsed,
}
