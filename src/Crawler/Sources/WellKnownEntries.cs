using System.Text.Json;
using Catalog.Core.Servers;
using Catalog.Core.Sources;

namespace Catalog.Crawler.Sources;

/// <summary>Reads the documents in which hosts name their servers: server cards, catalogs of cards, and the older forms, which agree on little but that an address stands in <c>url</c> or <c>endpoint</c>.</summary>
internal static class WellKnownEntries
{
    private const int MostServers = 200;

    /// <summary>The servers that a document names itself.</summary>
    /// <param name="document">The document; any JSON.</param>
    /// <param name="place">Where it was read: addresses may be relative to it.</param>
    /// <param name="reference">The source.</param>
    public static IEnumerable<ServerListing> Read(JsonElement document, Uri place, SourceReference reference)
    {
        var servers = Members(document, "servers").Concat(Members(document, "mcpServers")).Append(document).Where(static server => server.ValueKind == JsonValueKind.Object).Take(MostServers);
        foreach (var server in servers)
        {
            var listings = RegistryEntries.ReadServer(server, reference).ToList();
            foreach (var listing in listings.Count > 0 ? listings : Older(server, place, reference))
            {
                yield return listing;
            }
        }
    }

    /// <summary>The addresses of the server cards that a catalog leads to.</summary>
    /// <param name="document">The document; any JSON.</param>
    /// <param name="place">Where it was read.</param>
    /// <param name="type">The media type of a card.</param>
    public static IEnumerable<Uri> CardsOf(JsonElement document, Uri place, string type) =>
        Members(document, "entries").Where(entry => Text(entry, "type") == type).Select(entry => Address(Text(entry, "url"), place)).OfType<Uri>();

    private static IEnumerable<ServerListing> Older(JsonElement server, Uri place, SourceReference reference)
    {
        var transport = server.TryGetProperty("transport", out var inner) ? inner : default;
        var named = Text(server, "endpoint") ?? Text(server, "url") ?? Text(transport, "endpoint") ?? Text(transport, "url");
        if (Address(named, place) is { } address && ServerKey.TryParse("remote:" + WebAddress.WithoutSecrets(address.AbsoluteUri), out var key))
        {
            var about = server.TryGetProperty("serverInfo", out var info) ? info : server;
            yield return new ServerListing
            {
                Server = key,
                Reference = new SourceReference { Scheme = "http", Value = address.AbsoluteUri },
                ListedBy = reference.ToString(),
                Title = Text(about, "title") ?? Text(about, "name"),
                Description = Text(server, "description"),
            };
        }
    }

    private static Uri? Address(string? text, Uri place) =>
        text is not null && !text.Contains('{', StringComparison.Ordinal) && Uri.TryCreate(place, text, out var address) && address.Scheme is "https" or "http" ? address : null;

    private static IEnumerable<JsonElement> Members(JsonElement parent, string name) =>
        parent.ValueKind != JsonValueKind.Object || !parent.TryGetProperty(name, out var value) ? []
        : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray()
        : value.ValueKind == JsonValueKind.Object ? value.EnumerateObject().Select(static member => member.Value)
        : [];

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
