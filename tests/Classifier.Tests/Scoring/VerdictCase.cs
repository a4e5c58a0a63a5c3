using System.Text.Json.Serialization;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Tests.Scoring;

/// <summary>One definition and what has to be said of it; what is left out is not looked at.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record VerdictCase
{
    public required string Note { get; init; }

    public required ToolDefinition Tool { get; init; }

    public required Category Category { get; init; }

    public Risk? Risk { get; init; }

    public string[]? Facets { get; init; }

    public bool? Review { get; init; }

    public bool? Dispatcher { get; init; }

    public string? RunnerUp { get; init; }

    /// <summary>A quote that must be among the evidence.</summary>
    public string? Quote { get; init; }

    /// <summary>How many contradictions between annotations and text are told.</summary>
    public int? Contradictions { get; init; }
}
