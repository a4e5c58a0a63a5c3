using System.Numerics;
using Catalog.Policy.Documents;
using Catalog.Policy.Operators.Paths;

namespace Catalog.Policy.Compiled;

/// <summary>A limit, ready to draw by.</summary>
/// <param name="Pointer">Its JSON Pointer.</param>
/// <param name="Source">The limit as written.</param>
/// <param name="MaxNanos">The cap in billionths, rounded down, which is exact for totals that are whole billionths.</param>
/// <param name="MaxText">The cap as the agent is told it.</param>
/// <param name="Amount">The path of what is drawn; null where each call draws 1.</param>
internal sealed record CompiledLimit(string Pointer, PolicyLimit Source, BigInteger MaxNanos, string MaxText, ConditionPath? Amount);
