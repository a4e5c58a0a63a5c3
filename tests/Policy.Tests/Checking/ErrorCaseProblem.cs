namespace Catalog.Policy.Tests.Checking;

/// <summary>One error: where it stands, and words that its message has.</summary>
internal sealed record ErrorCaseProblem(string Pointer, int Line, int Column, string Says);
