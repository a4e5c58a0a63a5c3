namespace Catalog.EndToEnd.Tests.Attacks.Upstreams;

/// <summary>An argument of a type of its own, which the C# SDK binds whatever the case of its members.</summary>
internal sealed record BoundOptions(string? Mode);
