namespace Catalog.Gateway.Tests.Listening;

/// <summary>A request, and the entry that the log has of it.</summary>
/// <param name="Note">What it is.</param>
/// <param name="Request">Its lines; <c>PATH</c>, <c>HOST</c> and <c>LONG</c> stand for the endpoint's and for a long text.</param>
/// <param name="Status">The answer's status.</param>
/// <param name="Rule">The rule that refused it; null where it was let in.</param>
/// <param name="Method">The method that stands in the log; null for none.</param>
public sealed record LoggedCase(string Note, IReadOnlyList<string> Request, int Status, string? Rule, string? Method);
