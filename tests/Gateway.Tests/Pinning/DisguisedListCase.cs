namespace Catalog.Gateway.Tests.Pinning;

/// <summary>What a server answers to a call with the id 2, while its client has asked for the list of tools with the id 1. `@list` stands for a result that is a list with another definition.</summary>
internal sealed record DisguisedListCase
{
    public required string Note { get; init; }

    /// <summary>The answer where it is JSON; null where it is a stream.</summary>
    public string? Body { get; init; }

    /// <summary>The stream; null where the answer is JSON.</summary>
    public string? Events { get; init; }
}
