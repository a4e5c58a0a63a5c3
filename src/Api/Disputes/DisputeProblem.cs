namespace Catalog.Api.Disputes;

/// <summary>What is wrong with one field.</summary>
/// <param name="Field">The name of the field.</param>
/// <param name="Message">One sentence that says how to mend it.</param>
internal sealed record DisputeProblem(string Field, string Message);
