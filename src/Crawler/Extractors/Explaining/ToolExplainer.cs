using System.Text.Json;
using Catalog.Core.Tools;
using Catalog.Crawler.Extractors.TypeScript.Modules;

namespace Catalog.Crawler.Extractors.Explaining;

/// <summary>Explains one tool out of what was traced.</summary>
internal sealed class ToolExplainer(ExtractionTrace trace, SnapshotFiles files)
{
    public ExtractionExplanation Explain(ExtractedServer server, ToolDefinition tool)
    {
        var file = tool.Source?.File ?? "";
        var line = tool.Source?.Line ?? 1;
        var here = new TracePlace(file, line, "");
        var traced = trace.Registrations.Where(r => r.File == file && r.Line == line && tool.Tool.EndsWith(r.Name, StringComparison.Ordinal)).OrderByDescending(static r => r.Calls.Count).FirstOrDefault();
        var parts = new List<ExplainedPart> { new("registration", $"read by `{tool.Source?.Extractor}`", here.At) };
        parts.AddRange(Dependency(files, file));
        parts.AddRange(Reached(trace, file));
        parts.AddRange((traced?.Calls ?? []).Select(static c => new ExplainedPart("call", $"`{c.How}` was running", c.At)));
        parts.Add(Origin("name", traced?.Name ?? tool.Tool, traced, here, "named by what is registered there"));
        if (traced is not null && traced.Name != tool.Tool)
        {
            parts.Add(new ExplainedPart("name", $"`{tool.Tool[..^traced.Name.Length]}` was put before it where its server is mounted"));
        }

        parts.Add(tool.Description is null ? new ExplainedPart("description", "none is given, or none that is constant") : Origin("description", tool.Description, traced, here, "written where the tool is registered: documentation, a comment or an attribute"));
        parts.AddRange(Parameters(tool, traced, here));
        parts.AddRange(trace.NotConstant.Where(n => n.Text is not null && tool.Description?.Contains(n.Text, StringComparison.Ordinal) == true).Select(static n => new ExplainedPart("not constant", n.Place.How, n.Place.At)).Distinct());
        if (tool.Partial)
        {
            parts.Add(new ExplainedPart("not constant", tool.InputSchema is null ? "the schema is not constant, and left out" : "a part of the definition is not constant: what is known is kept"));
        }

        parts.Add(new ExplainedPart("exposure", tool.Exposed switch
        {
            Exposure.Yes => "yes: what starts reaches the registration, and no condition stands on the way",
            Exposure.Conditional => $"conditional: {tool.Condition}",
            Exposure.No => "no: it is defined, and not offered by what starts",
            _ => "unknown: nothing that starts was seen to reach the registration",
        }));
        return new ExtractionExplanation { Subject = tool.Tool, Server = server.Folder, IsKnown = true, Parts = parts };
    }

    /// <summary>The way from an entry point to a file.</summary>
    public static IEnumerable<ExplainedPart> Reached(ExtractionTrace trace, string file) =>
        trace.WayTo(file).Select(static (step, i) => new ExplainedPart(i == 0 ? "entry point" : "reached by", step.How, step.File));

    /// <summary>Which package a file lies in that is none of the source's own.</summary>
    public static IEnumerable<ExplainedPart> Dependency(SnapshotFiles files, string file)
    {
        if (files.MountOrNull(file) is { } mount)
        {
            var manifest = PackageFile.ReadOrNull(files, mount)?.Manifest;
            yield return new ExplainedPart("dependency", $"it lies in the package `{manifest?.Name ?? mount}`{(manifest?.Version is { } version ? $", read in its version {version}" : "")}: what starts hands over to it", mount);
        }
    }

    private static ExplainedPart Origin(string part, string text, TracedRegistration? traced, TracePlace here, string otherwise) =>
        traced is not null && traced.Texts.TryGetValue(text, out var place)
            ? new ExplainedPart(part, $"{Shown(text)}: {place.How}", place.At)
            : new ExplainedPart(part, $"{Shown(text)}: {otherwise}", here.At);

    private static IEnumerable<ExplainedPart> Parameters(ToolDefinition tool, TracedRegistration? traced, TracePlace here)
    {
        if (tool.InputSchema is not { ValueKind: JsonValueKind.Object } schema || !schema.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        foreach (var property in properties.EnumerateObject())
        {
            yield return Origin($"parameter {property.Name}", property.Name, traced, here, "in the signature, type or schema that is registered there");
            if (property.Value.ValueKind == JsonValueKind.Object && property.Value.TryGetProperty("description", out var words) && words.ValueKind == JsonValueKind.String && traced?.Texts.ContainsKey(words.GetString()!) == true)
            {
                yield return Origin($"parameter {property.Name}, description", words.GetString()!, traced, here, "");
            }
        }
    }

    private static string Shown(string text) => "`" + (text.Length > 60 ? text[..60].Replace('\n', ' ') + "…" : text.Replace('\n', ' ')) + "`";
}
