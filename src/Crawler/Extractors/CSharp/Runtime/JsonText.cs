using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.CSharp.Runtime;

/// <summary>JSON that the source parses from a text, or has made of a type.</summary>
internal sealed class JsonText(JsonNode? node) : Value
{
    public JsonNode? Node { get; } = node;

    public override bool? Truth => true;
}
