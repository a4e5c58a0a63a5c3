namespace Catalog.Core.Decisions;

/// <summary>What became of a message that reached the gateway.</summary>
public enum DecisionKind
{
    /// <summary>It was forwarded.</summary>
    Allow,

    /// <summary>A rule denied it.</summary>
    Deny,

    /// <summary>It waits for a person.</summary>
    Pending,

    /// <summary>It was no message that can be decided: malformed, ambiguous, too large, or a login that failed.</summary>
    Refuse,

    /// <summary>It was forwarded, and how it fared became known after its entry was written: the entry completes another, and is no decision of its own.</summary>
    Settled,
}
