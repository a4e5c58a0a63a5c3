using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.CSharp.Registrations;

/// <summary>What a function host's builder says of a tool by its name: properties of its arguments.</summary>
internal sealed class ConfiguredTool(string name) : Value
{
    public string Name { get; } = name;

    public JsonObject Properties { get; } = [];

    public List<string> Required { get; } = [];

    public override bool? Truth => true;
}
