namespace Catalog.EndToEnd.Tests.Attacks;

/// <summary>One attack: what is sent, and what must hold behind the gateway.</summary>
internal sealed record AttackCase
{
    /// <summary>What the attack tries.</summary>
    public required string Note { get; init; }

    /// <summary>What is done, one after the other.</summary>
    public required IReadOnlyList<AttackStep> Steps { get; init; }

    /// <summary>The upstreams that it is for; all where nothing is said.</summary>
    public IReadOnlyList<string> On { get; init; } = [];

    /// <summary>The tools that the upstream executes when it comes through the gateway, in any order; none where nothing is said.</summary>
    public IReadOnlyList<string> Executed { get; init; } = [];

    /// <summary>Whether it takes time by itself, and shows nothing at a server alone.</summary>
    public bool IsSlow { get; init; }

    /// <summary>Whether any part of <see cref="Executed"/> may be missing, as in a race.</summary>
    public bool OrFewer { get; init; }
}
