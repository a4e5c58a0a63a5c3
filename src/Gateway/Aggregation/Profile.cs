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
    public const string LastLegacy = "2025-11-25";

    /// <summary>What a client of the legacy era can be asked, as servers of the modern era are told: an object of capabilities.</summary>
    public string Askable { get; } = AskableOf(Era, Handshake);

    /// <summary>Whether the client said that it can be asked this.</summary>
    public bool Can(string method) => method switch
    {
        "roots/list" => Has("roots"),
        "sampling/createMessage" => Has("sampling"),
        "elicitation/create" => Has("elicitation"),
        _ => false,
    };

    /// <summary>The gateway's own name, where a client has told none.</summary>
    public static ReadOnlyMemory<byte> Gateway { get; } = """{"name":"catalog-gateway","version":"1"}"""u8.ToArray();

    /// <summary>Versions of the legacy era that are taken as a client asks for them.</summary>
    public static IReadOnlyList<string> LegacyVersions { get; } = ["2024-11-05", "2025-03-26", "2025-06-18", LastLegacy];

    /// <summary>A client of the modern era, which tells itself anew in each request. Servers of the legacy era hear that it can nothing of its own: it could not be asked.</summary>
    public static Profile Modern(ReadOnlyMemory<byte> clientInfo) => new(
        ProtocolEra.Modern,
        (byte[])[.. "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"clientInfo\":"u8, .. clientInfo.Span, (byte)'}'],
        clientInfo);

    private static string AskableOf(ProtocolEra era, ReadOnlyMemory<byte> handshake)
    {
        if (era == ProtocolEra.Modern)
        {
            return "{}";
        }

        using var document = JsonDocument.Parse(handshake, new JsonDocumentOptions { MaxDepth = 512 });
        if (!document.RootElement.TryGetProperty("capabilities", out var told) || told.ValueKind != JsonValueKind.Object)
        {
            return "{}";
        }

        var askable = told.EnumerateObject().Where(static c => c.Name is "roots" or "sampling" or "elicitation" && c.Value.ValueKind == JsonValueKind.Object);
        return $"{{{string.Join(',', askable.Select(static c => $"\"{c.Name}\":{c.Value.GetRawText()}"))}}}";
    }

    private bool Has(string capability)
    {
        using var document = JsonDocument.Parse(Askable);
        return document.RootElement.TryGetProperty(capability, out _);
    }
}
