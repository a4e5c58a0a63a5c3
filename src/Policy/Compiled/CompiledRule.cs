using System.Collections.Immutable;
using Catalog.Policy.Documents;
using Catalog.Policy.Operators.Conditions;

namespace Catalog.Policy.Compiled;

/// <summary>A rule of <c>require</c> or <c>deny_if</c>, ready to be asked.</summary>
/// <param name="Pointer">Its JSON Pointer.</param>
/// <param name="Source">The rule as written.</param>
/// <param name="Conditions">Its conditions, in the order written.</param>
internal sealed record CompiledRule(string Pointer, PolicyRule Source, ImmutableArray<CompiledCondition> Conditions);
