namespace Catalog.Gateway;

/// <summary>Which half of the protocol's history a server speaks.</summary>
public enum UpstreamEra
{
    /// <summary>Whatever its clients speak: messages are handed on as they are.</summary>
    Any,

    /// <summary>Up to 2025-11-25: a handshake and sessions.</summary>
    Legacy,

    /// <summary>From 2026-07-28 on.</summary>
    Modern,
}
