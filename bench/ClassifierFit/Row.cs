using System.Text.Json;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.ClassifierFit;

/// <summary>A labelled row with the answers of the signals.</summary>
internal sealed record Row(ToolDefinition Tool, int Category, bool Certain, int[] Alt, string Stratum, HashSet<string> Facets, int[] Fired)
{
    public static readonly Category[] Categories = [Core.Classifications.Category.Read, Core.Classifications.Category.Write, Core.Classifications.Category.Execute, Core.Classifications.Category.Destructive, Core.Classifications.Category.Financial];

    public static int IndexOf(string name) => Array.IndexOf(Categories, Enum.Parse<Category>(name));

    public static Row Parse(string line, Func<ToolDefinition, int[]> ask)
    {
        var tool = ToolDefinitionJson.Parse(line);
        using var json = JsonDocument.Parse(line);
        var label = json.RootElement.GetProperty("label");
        return new Row(
            tool,
            IndexOf(label.GetProperty("category").GetString()!),
            label.GetProperty("certain").GetBoolean(),
            [.. label.GetProperty("alt").EnumerateArray().Select(static a => IndexOf(a.GetString()!))],
            json.RootElement.GetProperty("stratum").GetString()!,
            [.. label.GetProperty("facets").EnumerateArray().Select(static f => f.GetString()!)],
            ask(tool));
    }

    public bool IsRight(int answer) => answer == Category || (!Certain && Alt.Contains(answer));
}
