namespace Catalog.Core.Changes;

/// <summary>One thing in which two schemas differ.</summary>
/// <param name="Field">The JSON Pointer to the schema in which it is, from the definition's root.</param>
/// <param name="Says">What differs, a clause without a full stop.</param>
/// <param name="Widens">True where calls are accepted that were not, and where that cannot be told.</param>
public sealed record SchemaDifference(string Field, string Says, bool Widens);
