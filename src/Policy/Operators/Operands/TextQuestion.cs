namespace Catalog.Policy.Operators.Operands;

/// <summary>A question about the bytes of a text in UTF-8.</summary>
/// <param name="text">Valid UTF-8.</param>
internal delegate TestResult TextQuestion(ReadOnlySpan<byte> text);
