using System.Text.Json;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Tests.Suspicions;

/// <summary>A definition, and the detectors that speak of it with their severities, in any order.</summary>
public sealed record TextCase
{
    public required string Note { get; init; }

    public required JsonElement Definition { get; init; }

    public required IReadOnlyList<string> Found { get; init; }

    public ToolDefinition Tool => ToolDefinitionJson.Parse(Definition.GetRawText());

    public override string ToString() => Note;
}
