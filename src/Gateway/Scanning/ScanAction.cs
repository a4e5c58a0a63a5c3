namespace Catalog.Gateway.Scanning;

/// <summary>What happens to an answer in which something was found.</summary>
public enum ScanAction
{
    /// <summary>It is not looked for.</summary>
    Off,

    /// <summary>It is logged and passes.</summary>
    Warn,

    /// <summary>It is replaced by a mark (secrets) or taken out (hidden text), and logged; every other byte stays.</summary>
    Redact,

    /// <summary>The answer is withheld: the caller gets an error in its place.</summary>
    Block,
}
