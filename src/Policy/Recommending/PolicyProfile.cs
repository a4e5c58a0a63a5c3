namespace Catalog.Policy.Recommending;

/// <summary>How much a recommended policy lets pass.</summary>
public enum PolicyProfile
{
    /// <summary>Read passes, Write 30 times and Execute 10 times a minute, the latter with rules on its arguments; all else waits for a person, or is denied.</summary>
    Balanced,

    /// <summary>Read passes with rules on its arguments, Write 10 times a minute; Execute waits for a person, or is denied; all else is denied.</summary>
    Strict,

    /// <summary>Read passes; all else is denied.</summary>
    ReadOnly,
}
