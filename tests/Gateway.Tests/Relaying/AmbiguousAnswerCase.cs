namespace Catalog.Gateway.Tests.Relaying;

/// <summary>What a server answers to a call with the id 2. `@filler` stands for a text that is short or long.</summary>
internal sealed record AmbiguousAnswerCase
{
    public required string Note { get; init; }

    public required string Body { get; init; }

    /// <summary>Whether the caller sees it as it was written; else it is told of an error in its place.</summary>
    public required bool Passes { get; init; }
}
