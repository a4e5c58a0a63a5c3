using Catalog.Core.Suspicions;

namespace Catalog.Core.Changes;

/// <summary>What a change consists of.</summary>
public sealed record ChangeDetails
{
    /// <summary>What differs, in the order of <see cref="ChangePart"/>.</summary>
    public IReadOnlyList<ChangePart> Parts { get; init; } = [];

    /// <summary>Why a person should look; empty for most changes.</summary>
    public IReadOnlyList<ChangeMark> Marks { get; init; } = [];

    /// <summary>How it was; null for what appeared.</summary>
    public ChangeSide? Before { get; init; }

    /// <summary>How it is; null for what vanished.</summary>
    public ChangeSide? After { get; init; }

    /// <summary>In what the schemas differ, at most a hundred; empty where they do not.</summary>
    public IReadOnlyList<SchemaDifference> Schema { get; init; } = [];

    /// <summary>In what the annotations differ, a clause each.</summary>
    public IReadOnlyList<string> Annotations { get; init; } = [];

    /// <summary>Poisoned text that was not there before.</summary>
    public IReadOnlyList<SuspectText> SuspectTexts { get; init; } = [];
}
