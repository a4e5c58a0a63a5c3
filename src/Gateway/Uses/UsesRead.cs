using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Uses;

/// <summary>What was read of a request.</summary>
/// <param name="Uses">All that it would use; empty for a subscription to no resource.</param>
/// <param name="Refusal">Why it can be read in two ways, and is never decided; null where it cannot.</param>
/// <param name="Missing">What it lacks to be decided; null for nothing.</param>
internal sealed record UsesRead(IReadOnlyList<Use> Uses, Refusal? Refusal = null, string? Missing = null);
