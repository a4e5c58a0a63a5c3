namespace Catalog.Core.Identities;

/// <summary>Another name of a server, and what there is for it.</summary>
/// <param name="Name">The other name, as a claim or a key spells it.</param>
/// <param name="Server">The key of the stored server behind the name; null where none is stored.</param>
/// <param name="Level">How well it is proven.</param>
/// <param name="Evidence">What says so, a clause each without a full stop.</param>
public sealed record IdentityLink(string Name, string? Server, LinkLevel Level, IReadOnlyList<string> Evidence);
