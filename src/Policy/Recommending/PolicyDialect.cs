namespace Catalog.Policy.Recommending;

/// <summary>For whom a policy is written.</summary>
public enum PolicyDialect
{
    /// <summary>Only what version 1 as first published knows: readers of other makers enforce it too.</summary>
    Portable,

    /// <summary>With what this gateway adds: approvals, and operators that know hosts and paths.</summary>
    Gateway,
}
