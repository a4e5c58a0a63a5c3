using System.Numerics;

namespace Catalog.Core.Counters;

/// <summary>One limit on a total.</summary>
/// <param name="Rule">The JSON Pointer of the rule, for the agent and the log.</param>
/// <param name="MaxNanos">The most that the total may reach, in billionths.</param>
/// <param name="Observed">True where the limit is only observed: a full one is reported and never refuses.</param>
public sealed record CounterCap(string Rule, BigInteger MaxNanos, bool Observed);
