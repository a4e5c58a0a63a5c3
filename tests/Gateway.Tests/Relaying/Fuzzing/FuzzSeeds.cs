namespace Catalog.Gateway.Tests.Relaying.Fuzzing;

/// <summary>What the changed messages begin with, and the values that are put into them.</summary>
internal sealed record FuzzSeeds
{
    public required IReadOnlyList<string> Messages { get; init; }

    public required IReadOnlyList<string> Words { get; init; }
}
