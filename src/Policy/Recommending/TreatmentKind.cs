namespace Catalog.Policy.Recommending;

/// <summary>What a recommended policy does with a tool.</summary>
public enum TreatmentKind
{
    /// <summary>Calls pass.</summary>
    Listed,

    /// <summary>Calls pass up to a number a minute.</summary>
    Limited,

    /// <summary>Each call waits for a person.</summary>
    Approval,

    /// <summary>Every call is denied.</summary>
    Denied,
}
