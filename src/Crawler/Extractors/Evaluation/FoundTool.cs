using System.Text.Json.Nodes;

namespace Catalog.Crawler.Extractors.Evaluation;

/// <summary>A tool as it was registered in the source.</summary>
internal sealed record FoundTool
{
    /// <summary>The name, constant as a whole.</summary>
    public required string Name { get; init; }

    /// <summary>The name for people; null where there is none.</summary>
    public string? Title { get; init; }

    /// <summary>The description; what is not constant in it is a visible hole.</summary>
    public string? Description { get; init; }

    /// <summary>The arguments' JSON Schema; null where it is not known.</summary>
    public JsonObject? InputSchema { get; init; }

    /// <summary>The author's claims; null where there are none.</summary>
    public JsonObject? Annotations { get; init; }

    /// <summary>Under which condition it is offered; null where it always is.</summary>
    public string? Condition { get; init; }

    /// <summary>True where a part is not constant.</summary>
    public bool IsPartial { get; init; }

    /// <summary>True where nothing that runs was seen to reach the registration.</summary>
    public bool IsUnreached { get; init; }

    /// <summary>True where it is defined but not offered: it belongs to another program of the same source, or is switched off.</summary>
    public bool IsNotOffered { get; init; }

    public required string File { get; init; }

    public required int Line { get; init; }

    public required int Column { get; init; }
}
