namespace Catalog.Core.Approvals;

/// <summary>How a call that asks for approval stands.</summary>
public enum ApprovalStatus
{
    /// <summary>The store could not be reached; the call is denied.</summary>
    Unavailable,

    /// <summary>A person has to decide; an equal request that waits already is the same request.</summary>
    Pending,

    /// <summary>Approved, and claimed by this call: it must spend or release it.</summary>
    Claimed,

    /// <summary>A person denied it, and the denial still stands.</summary>
    Denied,

    /// <summary>3 requests wait for this tool, or 10 for this grant; nothing was stored.</summary>
    TooMany,
}
