using System.Text.Json.Serialization;
using Catalog.Classifier.Signals;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Tests.Signals;

/// <summary>One question to one signal.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SignalCase
{
    public required string Note { get; init; }

    public required ToolDefinition Tool { get; init; }

    public required Outcome Outcome { get; init; }

    /// <summary>The words of a yes; null for a yes by what is not there, and for every other answer.</summary>
    public string? Quote { get; init; }
}
