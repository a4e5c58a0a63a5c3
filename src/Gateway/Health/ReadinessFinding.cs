namespace Catalog.Gateway.Health;

/// <summary>What one look at a part of the gateway found.</summary>
/// <param name="Name">The part.</param>
/// <param name="Ok">Whether requests can be served, as far as this part goes.</param>
/// <param name="Reason">What is wrong and harmless, or wrong; null where nothing is. No path, address or secret.</param>
internal sealed record ReadinessFinding(string Name, bool Ok, string? Reason);
