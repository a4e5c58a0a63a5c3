using Catalog.Core.Servers;

namespace Catalog.Core.Identities;

/// <summary>What is known of one stored server's names.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Repository">The address of its source as it declares it; null for none.</param>
/// <param name="ToolSet">The hash of the names of the tools that it offers (<see cref="Tools.ToolSetHash"/>); null for too few.</param>
/// <param name="FirstSeen">When the catalog first stored it.</param>
/// <param name="Claims">What is said of it.</param>
public sealed record IdentityFacts(ServerKey Key, string? Repository, string? ToolSet, DateTimeOffset FirstSeen, IReadOnlyList<IdentityClaim> Claims);
