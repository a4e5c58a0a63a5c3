using System.Text.Json;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Evaluations;

/// <summary>A tool with the label that it was given.</summary>
/// <param name="Tool">The definition.</param>
/// <param name="Label">What a careful reader said.</param>
/// <param name="Stratum">How the row was drawn; <c>natural</c> for rows drawn evenly over servers; null where it is not known.</param>
public sealed record LabelledRow(ToolDefinition Tool, RowLabel Label, string? Stratum)
{
    /// <summary>One row from one JSON line: a tool definition with the members <c>label</c> and <c>stratum</c>.</summary>
    /// <exception cref="JsonException">The line is no labelled row; the message says what is wrong.</exception>
    public static LabelledRow Parse(string line)
    {
        var tool = ToolDefinitionJson.Parse(line);
        var rest = JsonSerializer.Deserialize<Rest>(line, ToolDefinitionJson.Options);
        return rest is { Label: not null } ? new LabelledRow(tool, rest.Label, rest.Stratum) : throw new JsonException("`label` is missing");
    }

    private sealed record Rest(RowLabel? Label, string? Stratum);
}
