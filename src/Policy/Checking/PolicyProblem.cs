namespace Catalog.Policy.Checking;

/// <summary>One error or warning of a policy document.</summary>
/// <param name="Pointer">The JSON Pointer of the place; empty for the whole document.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1, in Unicode code points.</param>
/// <param name="Message">One sentence without a final period: what is wrong and how to mend it.</param>
public sealed record PolicyProblem(string Pointer, int Line, int Column, string Message)
{
    /// <inheritdoc />
    public override string ToString() => $"{Line}:{Column} {(Pointer.Length == 0 ? "(document)" : Pointer)}: {Message}";
}
