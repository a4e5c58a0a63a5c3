using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Catalog.Gateway.Aggregation;

/// <summary>What a server said of itself in its handshake.</summary>
/// <param name="Capabilities">Its capabilities.</param>
/// <param name="Instructions">Its words for the agent; null for none.</param>
internal sealed record Offer(JsonObject Capabilities, string? Instructions)
{
    private const int MostInstructions = 4000;
    private static readonly string[] Changing = ["tools", "prompts", "resources"];

    /// <summary>What is taken for granted of a server that has said nothing yet: that it may have something to list.</summary>
    public static Offer Unknown { get; } = new(JsonNode.Parse("""{"tools":{},"prompts":{},"resources":{}}""")!.AsObject(), null);

    public bool Has(string capability) => Capabilities[capability] is JsonObject;

    /// <summary>Whether a capability has a member that is true.</summary>
    public bool Has(string capability, string member) => Capabilities[capability] is JsonObject its && its[member] is JsonValue value && value.TryGetValue(out bool is_) && is_;

    /// <summary>Reads the answer to a handshake; null where it holds none.</summary>
    public static Offer? ReadOrNull(ReadOnlyMemory<byte> answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer, new JsonDocumentOptions { MaxDepth = 64 });
            if (!document.RootElement.TryGetProperty("result", out var result) || result.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            var capabilities = result.TryGetProperty("capabilities", out var its) && its.ValueKind == JsonValueKind.Object
                ? JsonNode.Parse(its.GetRawText(), documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false })!.AsObject()
                : [];
            var instructions = result.TryGetProperty("instructions", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
            return new Offer(capabilities, string.IsNullOrWhiteSpace(instructions) ? null : instructions);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>What all of them can together, with what the gateway adds: lists that tell when they change.</summary>
    public static JsonObject Union(IEnumerable<Offer> offers)
    {
        var union = new JsonObject();
        foreach (var offer in offers)
        {
            Add(union, offer.Capabilities);
        }

        foreach (var capability in Changing)
        {
            if (union[capability] is JsonObject its)
            {
                its["listChanged"] = true;
            }
        }

        return union;
    }

    /// <summary>The words of all servers, each under its name; null where no server has any.</summary>
    public static string? InstructionsOf(IEnumerable<(string Server, string Prefix, Offer Offer)> servers)
    {
        var text = new StringBuilder();
        foreach (var (server, prefix, offer) in servers)
        {
            if (offer.Instructions is { } words)
            {
                text.Append(text.Length == 0 ? "" : "\n\n").Append("Server ").Append(server).Append(" (names that begin with ").Append(prefix).Append("):\n")
                    .Append(words.Length > MostInstructions ? words[..MostInstructions] : words);
            }
        }

        return text.Length == 0 ? null : text.ToString();
    }

    private static void Add(JsonObject to, JsonObject from)
    {
        foreach (var (name, value) in from)
        {
            switch (to[name], value)
            {
                case (null, _):
                    to[name] = value?.DeepClone();
                    break;
                case (JsonObject inner, JsonObject other):
                    Add(inner, other);
                    break;
                case (JsonValue known, JsonValue other) when known.TryGetValue(out bool _) && other.TryGetValue(out bool isTrue) && isTrue:
                    to[name] = true;
                    break;
            }
        }
    }
}
