using Catalog.Core.Classifications;

namespace Catalog.Core.Catalogs;

/// <summary>What is said of a stored definition now.</summary>
/// <param name="Stored">The verdict in force when it was read.</param>
/// <param name="Now">What takes its place.</param>
public sealed record VerdictReplacement(StoredVerdict Stored, Classification Now);
