namespace Catalog.Gateway.Tests.Scanning;

/// <summary>An answer and what is left of it.</summary>
public sealed record ScanCase
{
    public required string Note { get; init; }

    /// <summary>The answer; tildes in it are left out, so that no file here holds what looks like a secret.</summary>
    public required string Answer { get; init; }

    /// <summary>What is found, in the order of names.</summary>
    public required IReadOnlyList<string> Found { get; init; }

    /// <summary>The answer as it is seen; null where it is unchanged.</summary>
    public string? Seen { get; init; }
}
