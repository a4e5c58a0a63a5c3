namespace Catalog.Core.Identities;

/// <summary>Who says that a server is also known elsewhere. Names are stored.</summary>
public enum ClaimSource
{
    /// <summary>The manifest inside what was read of the server: whoever may publish it says so, and nobody checked it.</summary>
    Manifest,

    /// <summary>A registry of servers that lists it.</summary>
    Registry,
}
