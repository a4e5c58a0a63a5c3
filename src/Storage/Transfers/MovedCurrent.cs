using Catalog.Core.Classifications;
using Catalog.Core.Tools;
using Catalog.Storage.Catalogs;

namespace Catalog.Storage.Transfers;

/// <summary>What of a moved tool is in force: from it the derived rows are made again.</summary>
internal sealed record MovedCurrent
{
    public required MovedTool Tool { get; init; }

    public required MovedDefinition Definition { get; init; }

    public required MovedReading Reading { get; init; }

    public required MovedVerdict Verdict { get; init; }

    public required ToolDefinition Defined { get; init; }

    public required bool IsOffered { get; init; }

    public required Classification Classification { get; init; }

    public IReadOnlyList<string> Facets => [.. Classification.Facets.Distinct().Select(FacetIds.Of)];

    /// <summary>The hash of the names of the tools that a moved server offers; see <see cref="ToolSetHash"/>.</summary>
    public static string? ToolSetOrNull(MovedServer server) =>
        ToolSetHash.OfOrNull(server.Tools.Where(static tool => OfOrNull(tool) is { IsOffered: true }).Select(static tool => tool.Name));

    /// <summary>What is in force of a tool; null for one that is no longer there.</summary>
    public static MovedCurrent? OfOrNull(MovedTool tool)
    {
        var definition = tool.Definitions.LastOrDefault(static d => d.Until is null);
        var reading = definition?.Readings.LastOrDefault(static r => r.Until is null);
        var verdict = definition?.Verdicts.LastOrDefault(static v => v.Until is null);
        return definition is null || reading is null || verdict is null ? null : new MovedCurrent
        {
            Tool = tool,
            Definition = definition,
            Reading = reading,
            Verdict = verdict,
            Defined = ToolDefinitionJson.Parse(definition.Body.GetRawText()),
            IsOffered = ToolDefinitionJson.Parse(reading.Body.GetRawText()).Exposed != Exposure.No,
            Classification = ToolTexts.ReadClassification(verdict.Body.GetRawText()),
        };
    }
}
