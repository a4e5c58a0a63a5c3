namespace Catalog.Gateway.Relaying;

/// <summary>Which half of the protocol's history a message belongs to.</summary>
internal enum ProtocolEra
{
    /// <summary>Up to 2025-11-25: a handshake, sessions, requests from the server.</summary>
    Legacy,

    /// <summary>From 2026-07-28 on: every request says its version, and stands alone.</summary>
    Modern,
}
