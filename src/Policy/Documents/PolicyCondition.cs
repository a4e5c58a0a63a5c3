using System.Text.Json;

namespace Catalog.Policy.Documents;

/// <summary>One condition: <c>path op value</c>.</summary>
/// <param name="Path">Where to look: <c>args.a.b</c>, <c>args.list[*].x</c>, <c>grant.label</c> …</param>
/// <param name="Op">The id of an operator, as the policy language spells it.</param>
/// <param name="Value">The operand, with the life of its own document (cloned); its shape is the operator's, never null.</param>
public sealed record PolicyCondition(string Path, string Op, JsonElement Value);
