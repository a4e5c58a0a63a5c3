using Catalog.Core.Decisions;

namespace Catalog.Cli.Policies;

/// <summary>One case of <c>catalog policy test</c>: a call and what is expected of it.</summary>
internal sealed record PolicyTestCase
{
    /// <summary>What the case shows, for people.</summary>
    public string? Note { get; init; }

    public required CallText Call { get; init; }

    public required DecisionKind Decision { get; init; }

    /// <summary>The rule; not compared where it is not written.</summary>
    public string? Rule { get; init; }

    /// <summary>The sentence; not compared where it is not written.</summary>
    public string? Message { get; init; }

    /// <summary>What the decision does otherwise than expected; null where nothing.</summary>
    internal string? DifferenceOrNull(Policy.Deciding.Decision decision)
    {
        if (decision.Kind != Decision)
        {
            return $"expected {Word(Decision)}, got {Word(decision.Kind)}{(decision.Rule is null ? "" : $" by {decision.Rule}")}";
        }

        if (Rule is not null && Rule != decision.Rule)
        {
            return $"expected the rule {Rule}, got {decision.Rule ?? "none"}";
        }

        return Message is not null && Message != decision.Message ? $"expected the message `{Message}`, got `{decision.Message}`" : null;
    }

    private static string Word(DecisionKind kind) => kind.ToString().ToLowerInvariant();
}
