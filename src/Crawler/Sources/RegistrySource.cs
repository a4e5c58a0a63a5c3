using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Catalog.Core.Crawls;
using Catalog.Core.Sources;
using Catalog.Crawler.Web;

namespace Catalog.Crawler.Sources;

/// <summary>
/// An MCP registry that speaks v0.1: <c>registry:URL</c>. The address is its root, or the address of its list. Each server gives its packages, else its remotes, else its repository. Read whole once a week,
/// in between only what changed since; what it calls deleted is passed over, and a server at an address is history then. Servers are strangers' words: a remote of theirs may not lead into this network.
/// </summary>
internal sealed class RegistrySource(WebClients clients, TimeProvider time, ICrawlLedger? ledger = null) : IServerSource
{
    private const int MostPages = 10_000;

    public string Id => "registry";

    public async IAsyncEnumerable<SourceEntry> ListAsync(SourceReference reference, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(reference.Value, UriKind.Absolute, out var root) || root.Scheme is not ("http" or "https"))
        {
            yield return SourceEntry.Failed(WebAddress.ShownSource(reference), $"`{WebAddress.WithoutSecrets(reference.Value)}` is no address; write registry:https://HOST");
            yield break;
        }

        using var client = clients.Create(new WebRules { Named = [root.Host] });
        var cursors = new HashSet<string>(StringComparer.Ordinal);
        var memory = new SourceMemory(ledger, reference, time);

        // An hour of grace: a page may have been read while its servers changed.
        var since = await memory.SinceAsync(cancellationToken) is { } moment ? moment.AddHours(-1).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) : null;
        string? cursor = null;
        Uri? list = null;
        for (var page = 0; page < MostPages; page++)
        {
            (list, var document, var problem) = await ReadAsync(client, root, list, since, cursor, cancellationToken);
            if (document is null)
            {
                yield return SourceEntry.Failed(WebAddress.ShownSource(reference), problem!);
                yield break;
            }

            using (document)
            {
                foreach (var listing in RegistryEntries.Read(document.RootElement, reference))
                {
                    yield return SourceEntry.Listed(listing);
                }

                foreach (var deleted in RegistryEntries.ReadDeleted(document.RootElement, reference))
                {
                    yield return SourceEntry.Failed(WebAddress.ShownSource(deleted.Reference), $"`{root.Host}` calls it deleted; what is stored of it stays") with { Gone = deleted.Server };
                }

                cursor = RegistryEntries.NextCursor(document.RootElement);
            }

            if (string.IsNullOrEmpty(cursor))
            {
                await memory.RememberAsync(cancellationToken);
                yield break;
            }

            if (!cursors.Add(cursor))
            {
                yield return SourceEntry.Failed(WebAddress.ShownSource(reference), "its list has no end: it gives the same page again");
                yield break;
            }
        }
    }

    private static async Task<(Uri? List, JsonDocument? Document, string? Problem)> ReadAsync(HttpClient client, Uri root, Uri? list, string? since, string? cursor, CancellationToken cancellationToken)
    {
        // The specification's path and that of the registries before it; which one holds is found out on the first page.
        var text = root.AbsoluteUri.TrimEnd('/');
        Uri[] candidates = list is not null ? [list] : text.EndsWith("/servers", StringComparison.Ordinal) ? [new Uri(text)] : [new Uri(text + "/v0.1/servers"), new Uri(text + "/v0/servers")];
        var problem = "";
        foreach (var candidate in candidates)
        {
            try
            {
                var query = $"?limit=100&version=latest{(since is null ? "" : "&updated_since=" + Uri.EscapeDataString(since))}{(cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor))}";
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(candidate + query)).TakenWhole();
                using var answer = await client.SendAsync(request, cancellationToken);
                if (answer.IsSuccessStatusCode)
                {
                    return (candidate, await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken), null);
                }

                problem = $"`{root.Host}` answered {(int)answer.StatusCode} for its list of servers";
                if (answer.StatusCode != HttpStatusCode.NotFound)
                {
                    break;
                }
            }
            catch (Exception failed) when (failed is HttpRequestException or IOException)
            {
                return (null, null, WebProblem.Of(failed, $"`{root.Host}`"));
            }
            catch (JsonException)
            {
                return (null, null, $"`{root.Host}` answered with something else than a list of servers");
            }
        }

        return (null, null, problem);
    }
}
