namespace Catalog.Gateway.Tests.Upstreams;

/// <summary>What an upstream sends, byte for byte, and what may come of it.</summary>
internal sealed record AnswerCase
{
    public required string Note { get; init; }

    /// <summary>The bytes as letters of Latin-1, each piece in a packet of its own.</summary>
    public required IReadOnlyList<string> Pieces { get; init; }

    /// <summary>Whether the peer closes the connection behind them.</summary>
    public bool Closes { get; init; }

    /// <summary>The body that is read; null where the answer is refused.</summary>
    public string? Answer { get; init; }

    /// <summary>Whether the next request goes by the same connection.</summary>
    public required bool Reused { get; init; }
}
