using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Catalog.Core.Pins;
using Catalog.Core.Tools;

namespace Catalog.Gateway.Pinning;

/// <summary>
/// Pins of definitions that the catalog read from source. It may know less of a tool than its server says: name, description and schema of the
/// arguments are compared, each where the catalog knows it, and the first definition that agrees becomes the pin.
/// </summary>
public static class CatalogPins
{
    private const string Kind = "catalog:";

    // What libraries add to the schema that an author wrote.
    private static readonly string[] Added = ["$schema", "additionalProperties"];

    /// <summary>The pin of a definition; null where it is partial, for what is not there cannot be compared.</summary>
    /// <param name="server">The gateway's id of the server.</param>
    /// <param name="tool">What the catalog holds.</param>
    /// <param name="at">When it was taken over.</param>
    public static ToolPin? OfOrNull(string server, ToolDefinition tool, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(tool);
        if (tool.Partial)
        {
            return null;
        }

        var known = new JsonObject { ["name"] = tool.Tool };
        if (tool.Description is not null)
        {
            known["description"] = tool.Description;
        }

        if (tool.InputSchema is { ValueKind: JsonValueKind.Object } schema)
        {
            known["inputSchema"] = JsonObject.Create(schema);
        }

        var text = PinnedDefinition.Of(Encoding.UTF8.GetBytes(known.ToJsonString()));
        return new ToolPin { Server = server, Tool = tool.Tool, Hash = Kind + text.Hash, Definition = text.Text, PinnedAt = at };
    }

    /// <summary>Whether a pin is of the catalog, and its server gave no definition yet that agrees.</summary>
    public static bool IsOne(ToolPin pin)
    {
        ArgumentNullException.ThrowIfNull(pin);
        return pin.Hash.StartsWith(Kind, StringComparison.Ordinal);
    }

    /// <summary>What a server gives of what a pin of the catalog knows, so that both can be compared.</summary>
    /// <param name="pin">The pin.</param>
    /// <param name="given">A definition in the form of <see cref="ToolPin.Definition"/>.</param>
    public static string Known(ToolPin pin, string given)
    {
        ArgumentNullException.ThrowIfNull(pin);
        if (Parse(pin.Definition) is not { } known || Parse(given) is not { } seen)
        {
            return given;
        }

        foreach (var name in seen.Select(static m => m.Key).Where(name => !known.ContainsKey(name)).ToList())
        {
            seen.Remove(name);
        }

        if (seen["inputSchema"] is JsonObject schema && known["inputSchema"] is JsonObject pinned)
        {
            foreach (var name in Added.Where(name => !pinned.ContainsKey(name)))
            {
                schema.Remove(name);
            }
        }

        return PinnedDefinition.Of(Encoding.UTF8.GetBytes(seen.ToJsonString())).Text;
    }

    private static JsonObject? Parse(string definition) => JsonNode.Parse(definition, documentOptions: new JsonDocumentOptions { MaxDepth = 512 }) as JsonObject;
}
