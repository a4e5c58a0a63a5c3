using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Catalog.Core.Sources;
using Catalog.Crawler.Web;

namespace Catalog.Crawler.Sources;

/// <summary>
/// What a host says of its own servers: <c>wellknown:HOST</c>, or the address of a server, <c>wellknown:https://HOST/mcp</c>. Server cards, the catalog of a domain that leads to them, and the older documents that many still publish. All
/// of it is a stranger's word: what it names is asked like any other remote, and may not lead into this network.
/// </summary>
internal sealed class WellKnownSource(WebClients clients) : IServerSource
{
    private const long Longest = 4L << 20;
    private const int MostCards = 200;
    private const string Card = "application/mcp-server-card+json";
    private static readonly string[] Places = ["/.well-known/ai-catalog.json", "/.well-known/mcp/server-card.json", "/.well-known/mcp/catalog.json", "/.well-known/mcp.json"];

    public string Id => "wellknown";

    public async IAsyncEnumerable<SourceEntry> ListAsync(SourceReference reference, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var text = reference.Value.Contains("://", StringComparison.Ordinal) ? reference.Value : "https://" + reference.Value;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var root) || root.Scheme is not ("https" or "http"))
        {
            yield return SourceEntry.Failed(WebAddress.ShownSource(reference), $"`{WebAddress.WithoutSecrets(reference.Value)}` is no host; write wellknown:HOST");
            yield break;
        }

        using var client = clients.Create(new WebRules { Named = [root.Host], Bytes = Longest });
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue(Card));
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var problems = new List<string>();
        foreach (var place in PlacesOf(root))
        {
            var (document, problem) = await ReadAsync(client, place, cancellationToken);
            problems.AddRange(problem is null ? [] : [problem]);
            if (problem is not null)
            {
                // A host that fails is not asked for more.
                break;
            }

            if (document is null)
            {
                continue;
            }

            using (document)
            {
                foreach (var listing in WellKnownEntries.Read(document.RootElement, place, reference).Where(listing => seen.Add(listing.Server.Value)))
                {
                    yield return SourceEntry.Listed(listing);
                }

                foreach (var address in WellKnownEntries.CardsOf(document.RootElement, place, Card).Take(MostCards))
                {
                    (var card, problem) = await ReadAsync(client, address, cancellationToken);
                    problems.AddRange(problem is null ? [] : [problem]);
                    using (card)
                    {
                        foreach (var listing in card is null ? [] : RegistryEntries.ReadServer(card.RootElement, reference).Where(listing => seen.Add(listing.Server.Value)))
                        {
                            yield return SourceEntry.Listed(listing);
                        }
                    }
                }
            }

            if (seen.Count > 0)
            {
                // The newest form that a host has says it all.
                yield break;
            }
        }

        yield return SourceEntry.Failed(WebAddress.ShownSource(reference), problems.Count > 0 ? problems[0] : $"`{root.Host}` names no server at any of the well-known addresses");
    }

    private static IEnumerable<Uri> PlacesOf(Uri root) =>
        [.. root.AbsolutePath.Trim('/').Length > 0 ? [new Uri(root.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/server-card")] : Array.Empty<Uri>(), .. Places.Select(place => new Uri(root, place))];

    /// <summary>A document; neither that nor a problem where the host has none there, or shows a page for everything.</summary>
    private static async Task<(JsonDocument? Document, string? Problem)> ReadAsync(HttpClient client, Uri place, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, place).TakenWhole();
            using var answer = await client.SendAsync(request, cancellationToken);
            return answer.IsSuccessStatusCode ? (await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken), null)
                : (int)answer.StatusCode >= 500 ? (null, $"`{place.Host}` answered {(int)answer.StatusCode} for `{place.AbsolutePath}`")
                : (null, null);
        }
        catch (JsonException)
        {
            return (null, null);
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException)
        {
            return (null, WebProblem.Of(failed, $"`{place.Host}`"));
        }
    }
}
