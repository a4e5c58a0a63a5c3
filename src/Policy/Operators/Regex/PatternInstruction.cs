using System.Runtime.InteropServices;

namespace Catalog.Policy.Operators.Regex;

/// <summary>One instruction of a program.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Next">The instruction that follows.</param>
/// <param name="Other">The second way of a fork; the number of the set of a step.</param>
/// <param name="Assertion">The place that an assertion demands.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PatternInstruction(PatternInstructionKind Kind, int Next = -1, int Other = -1, PatternAssertion Assertion = default);
