namespace Catalog.Policy.Operators;

/// <summary>A fault of a condition as written.</summary>
/// <param name="Pointer">A JSON Pointer from the place that was handed in to the fault: empty for that place itself, <c>/2</c> for the third element of a list.</param>
/// <param name="Message">One sentence without a full stop that says what is wrong and what to write instead.</param>
public sealed record OperandProblem(string Pointer, string Message);
