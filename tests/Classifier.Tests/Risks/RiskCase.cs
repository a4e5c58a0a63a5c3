using System.Text.Json.Serialization;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Tests.Risks;

/// <summary>One definition with its category and facets, and the way to its risk.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RiskCase
{
    public required string Note { get; init; }

    public required Category Category { get; init; }

    public Facet[] Facets { get; init; } = [];

    public bool Dispatcher { get; init; }

    public required ToolDefinition Tool { get; init; }

    public required Risk Risk { get; init; }

    /// <summary>Every reason behind the start, as <c>weight: reason</c>, in order; left out where they are not looked at.</summary>
    public string[]? Reasons { get; init; }

    /// <summary>True for those that <c>docs/risk.md</c> works through.</summary>
    public bool Example { get; init; }
}
