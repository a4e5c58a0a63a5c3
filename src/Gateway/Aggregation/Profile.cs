using System.Text;
using System.Text.Json;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation;

/// <summary>Who the client says it is, as servers are told.</summary>
/// <param name="Era">The client's era.</param>
/// <param name="Handshake">The parameters of the handshake with servers of the legacy era, as the client wrote them or as the gateway writes them for it.</param>
/// <param name="ClientInfo">The client's name and version, an object as written.</param>
internal sealed record Profile(ProtocolEra Era, ReadOnlyMemory<byte> Handshake, ReadOnlyMemory<byte> ClientInfo)
{
    /// <summary>The newest version of the legacy era.</summary>
    public static string LastLegacy => Methods.LegacyVersions[^1];

    // Capabilities are a few words; whoever sends more is asked nothing.
    private const int MostAskable = 2048;

    /// <summary>What the client can be asked, as servers of the other era are told: an object of capabilities.</summary>
    public string Askable { get; } = AskableOf(Handshake);

    /// <summary>Whether the client said that it can be asked anything.</summary>
    public bool CanAnything => Askable != "{}";

    /// <summary>Whether the client said that it can be asked this.</summary>
    /// <param name="method">What is asked for.</param>
    /// <param name="parameters">The parameters of the question, for some capabilities are of one form only.</param>
    public bool Can(string method, JsonElement parameters) => method switch
    {
        "roots/list" => Has("roots"),
        "sampling/createMessage" => Has("sampling"),
        "elicitation/create" => TextOf(parameters, "mode") == "url" ? Has("elicitation", "url") : Has("elicitation", "form") || !Has("elicitation", "url") && Has("elicitation"),
        _ => false,
    };

    /// <summary>As above, of a server's own request.</summary>
    public bool Can(UpstreamMessage question)
    {
        using var parameters = JsonDocument.Parse(question.Params.IsPresent ? question.Params.Of(question.Bytes) : "{}"u8.ToArray(), new JsonDocumentOptions { MaxDepth = 512 });
        return question.Method is { } method && Can(method, parameters.RootElement);
    }

    /// <summary>The gateway's own name, where a client has told none.</summary>
    public static ReadOnlyMemory<byte> Gateway { get; } = """{"name":"catalog-gateway","version":"1"}"""u8.ToArray();

    /// <summary>A client of the modern era, which tells itself anew in each request. Servers of the legacy era hear in their handshake what it can be asked.</summary>
    /// <param name="clientInfo">The client's name and version, an object as written.</param>
    /// <param name="askable">What it can be asked, as <see cref="AskableOfModern"/> has it.</param>
    public static Profile Modern(ReadOnlyMemory<byte> clientInfo, string askable) => new(
        ProtocolEra.Modern,
        (byte[])[.. "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":"u8, .. Encoding.UTF8.GetBytes(askable), .. ",\"clientInfo\":"u8, .. clientInfo.Span, (byte)'}'],
        clientInfo);

    /// <summary>What a client of the modern era can be asked, of the capabilities that its request declares: the same text for the same abilities.</summary>
    /// <param name="declared">The capabilities as written; empty for none.</param>
    public static string AskableOfModern(ReadOnlyMemory<byte> declared)
    {
        if (declared.IsEmpty)
        {
            return "{}";
        }

        using var document = JsonDocument.Parse(declared, new JsonDocumentOptions { MaxDepth = 512 });
        var able = new List<string>();
        foreach (var name in (ReadOnlySpan<string>)["roots", "sampling", "elicitation"])
        {
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var told) && told.ValueKind == JsonValueKind.Object)
            {
                // Changes of roots cannot be told to the server, for the modern era has no message for them.
                able.Add($"\"{name}\":{(name == "roots" ? "{}" : JsonSerializer.Serialize(told))}");
            }
        }

        var text = $"{{{string.Join(',', able)}}}";
        return text.Length <= MostAskable ? text : "{}";
    }

    private static string AskableOf(ReadOnlyMemory<byte> handshake)
    {
        using var document = JsonDocument.Parse(handshake, new JsonDocumentOptions { MaxDepth = 512 });
        if (!document.RootElement.TryGetProperty("capabilities", out var told) || told.ValueKind != JsonValueKind.Object)
        {
            return "{}";
        }

        var askable = told.EnumerateObject().Where(static c => c.Name is "roots" or "sampling" or "elicitation" && c.Value.ValueKind == JsonValueKind.Object);
        return $"{{{string.Join(',', askable.Select(static c => $"\"{c.Name}\":{c.Value.GetRawText()}"))}}}";
    }

    private static string? TextOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private bool Has(string capability, string? form = null)
    {
        using var document = JsonDocument.Parse(Askable, new JsonDocumentOptions { MaxDepth = 512 });
        return document.RootElement.TryGetProperty(capability, out var able)
            && (form is null || (able.ValueKind == JsonValueKind.Object && able.TryGetProperty(form, out var kind) && kind.ValueKind == JsonValueKind.Object));
    }
}
