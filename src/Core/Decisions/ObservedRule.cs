namespace Catalog.Core.Decisions;

/// <summary>What one observed rule would have done to the calls of one tool by one grant.</summary>
public sealed record ObservedRule
{
    /// <summary>The gateway's id of the server.</summary>
    public required string Server { get; init; }

    /// <summary>The policy's name; null where it is not known.</summary>
    public string? Policy { get; init; }

    /// <summary>What the rule would have done: deny, or ask a person (pending).</summary>
    [System.Text.Json.Serialization.JsonConverter(typeof(Tools.LowerCaseEnumConverter<DecisionKind>))]
    public required DecisionKind Would { get; init; }

    /// <summary>The rule: a JSON Pointer, or <c>(hidden)</c>, <c>(default deny)</c> …</summary>
    public required string Rule { get; init; }

    /// <summary>The tool; null for calls without one.</summary>
    public string? Tool { get; init; }

    /// <summary>The grant; null where none was known.</summary>
    public string? Grant { get; init; }

    /// <summary>How many calls it would have changed.</summary>
    public required int Count { get; init; }

    /// <summary>The first of them.</summary>
    public required DateTimeOffset First { get; init; }

    /// <summary>The last of them.</summary>
    public required DateTimeOffset Last { get; init; }

    /// <summary>The <see cref="DecisionLogEntry.Id"/> of one of them, the last that has one; null where none has.</summary>
    public string? Example { get; init; }

    /// <summary>What to change so that the rule is enforced.</summary>
    public required string ToEnforce { get; init; }

    /// <summary>What to change so that these calls stay allowed when it is.</summary>
    public required string ToAllow { get; init; }
}
