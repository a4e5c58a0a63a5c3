using System.Collections.Immutable;
using Catalog.Policy.Documents;
using Catalog.Policy.Operators.Conditions;

namespace Catalog.Policy.Compiled;

/// <summary>An approval, ready to be asked.</summary>
/// <param name="Pointer">Its JSON Pointer.</param>
/// <param name="Source">The approval as written.</param>
/// <param name="When">Its conditions; none ask always.</param>
/// <param name="Expires">How long it waits and is good for.</param>
internal sealed record CompiledApproval(string Pointer, PolicyApproval Source, ImmutableArray<CompiledCondition> When, TimeSpan Expires);
