namespace Catalog.Core.Identities;

/// <summary>What somebody says of one server: that it is also known under another name. A word, no proof.</summary>
/// <param name="Target">The other name: <c>github:OWNER/REPO</c>, <c>npm:NAME</c>, <c>pypi:NAME</c>, <c>nuget:ID</c>, in the spelling of keys, or <c>registry:NAME</c>; at most 500 characters.</param>
/// <param name="Source">Who says so.</param>
/// <param name="SaidBy">Where it is said, for people: the reference that was read, or the registry.</param>
public sealed record IdentityClaim(string Target, ClaimSource Source, string SaidBy);
