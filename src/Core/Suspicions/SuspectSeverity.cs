namespace Catalog.Core.Suspicions;

/// <summary>How much a suspect text weighs.</summary>
public enum SuspectSeverity
{
    /// <summary>Often harmless; worth knowing.</summary>
    Low,

    /// <summary>A person should look.</summary>
    Medium,

    /// <summary>Hardly ever written in good faith: it raises the risk, and marks a change that brings it.</summary>
    High,
}
