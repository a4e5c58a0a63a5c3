using System.Text.Json.Serialization;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Tests.Rationales;

/// <summary>One definition and the whole rationale.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RationaleCase
{
    public required string Note { get; init; }

    public required ToolDefinition Tool { get; init; }

    public required string Rationale { get; init; }
}
