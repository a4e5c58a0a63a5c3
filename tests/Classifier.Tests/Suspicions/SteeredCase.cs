using System.Text.Json;
using Catalog.Core.Suspicions;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Tests.Suspicions;

/// <summary>A definition, and the names of other tools that it steers.</summary>
public sealed record SteeredCase
{
    public required string Note { get; init; }

    public required string Description { get; init; }

    public required IReadOnlyList<string> Siblings { get; init; }

    public JsonElement? InputSchema { get; init; }

    public required IReadOnlyList<string> Names { get; init; }

    public required SuspectSeverity? Severity { get; init; }

    public ToolDefinition Tool => new() { Tool = "sample", Description = Description, Siblings = Siblings, InputSchema = InputSchema };

    public override string ToString() => Note;
}
