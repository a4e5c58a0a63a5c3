using System.Text.Json.Serialization;

namespace Catalog.Core.Suspicions;

/// <summary>Words of a definition that speak to a model past its user, or hide: poisoned text. A suspicion, not a proof.</summary>
public sealed record SuspectText
{
    /// <summary>What it tries.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<SuspectKind>))]
    public required SuspectKind Kind { get; init; }

    /// <summary>How much it weighs.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<SuspectSeverity>))]
    public required SuspectSeverity Severity { get; init; }

    /// <summary>A JSON Pointer as <see cref="Classifications.Evidence.Field"/>: to a string of the definition, or to a member whose name it is.</summary>
    public required string Field { get; init; }

    /// <summary>Where it starts in that string, in Unicode code points from 0.</summary>
    public required int Start { get; init; }

    /// <summary>How many code points it has; at least 1.</summary>
    public required int Length { get; init; }

    /// <summary>Exactly those code points. Where it is hidden text a page has to spell it: <see cref="Texts.HiddenCharacters.Spell"/>.</summary>
    public required string Quote { get; init; }

    /// <summary>What was found, a clause without a full stop, in our words.</summary>
    public required string Says { get; init; }

    /// <summary>The id of the detector, kebab-case.</summary>
    public required string Detector { get; init; }

    /// <summary>The detector's version, from 1; raised when the same text can give another answer.</summary>
    public required int Version { get; init; }
}
