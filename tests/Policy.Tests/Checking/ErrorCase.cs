namespace Catalog.Policy.Tests.Checking;

/// <summary>A document as text, and every error of it as <c>LINE:COLUMN POINTER: words of the message</c>; none for a document that loads.</summary>
internal sealed record ErrorCase
{
    public required string Note { get; init; }

    /// <summary>The text, a line for each element.</summary>
    public required IReadOnlyList<string> Document { get; init; }

    public required IReadOnlyList<ErrorCaseProblem> Errors { get; init; }
}
