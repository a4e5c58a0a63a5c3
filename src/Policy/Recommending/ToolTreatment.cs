namespace Catalog.Policy.Recommending;

/// <summary>What a recommended policy does with a tool, and why.</summary>
public sealed record ToolTreatment
{
    /// <summary>What it does.</summary>
    public required TreatmentKind Kind { get; init; }

    /// <summary>How many calls pass in a minute; null unless <see cref="TreatmentKind.Limited"/>.</summary>
    public int? PerMinute { get; init; }

    /// <summary>True where rules on arguments are added, as far as the schema has arguments that they fit.</summary>
    public bool GuardsArguments { get; init; }

    /// <summary>What speaks against letting it pass, a clause without a full stop (<c>it can move money</c>); empty for <see cref="TreatmentKind.Listed"/> and <see cref="TreatmentKind.Limited"/>.</summary>
    public string Reason { get; init; } = "";

    /// <summary>
    /// The argument whose values decide; null where every call of the tool is treated alike. Then <see cref="Kind"/> and <see cref="Reason"/> are for the values that are not among
    /// <see cref="Passing"/> (and for calls without the argument), <see cref="PerMinute"/> is for those that are.
    /// </summary>
    public string? Selector { get; init; }

    /// <summary>The values of <see cref="Selector"/> that pass, in the order of the schema; empty where there is no selector.</summary>
    public IReadOnlyList<string> Passing { get; init; } = [];
}
