using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Catalog.Core.Crawls;
using Catalog.Crawler.Web;

namespace Catalog.Crawler.Fetching;

/// <summary>
/// Asks the registry that this user's npm uses which version a tag names, by one conditional request: a client started for each unchanged package would cost a hundred times that.
/// Whatever is not plain (credentials, proxies, certificates of a client, an answer that is no version) is left to the client, which knows all of it.
/// </summary>
internal sealed class NpmRegistry(NpmSettings settings, WebClients clients, CrawlerOptions options)
{
    private const long LargestManifest = 8L << 20;

    private readonly ConcurrentDictionary<string, bool> _left = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The version that a tag names, with its integrity.</summary>
    /// <param name="package">The package's name, checked.</param>
    /// <param name="tag">A tag or an exact version, checked.</param>
    /// <param name="known">What the last fetch brought, with its <c>ETag</c>; null for the first.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    /// <returns>Null where the client has to be asked.</returns>
    public async Task<Resolution?> FindOrNullAsync(string package, string tag, FetchRecord? known, CancellationToken cancellationToken)
    {
        if (await settings.RegistryOrNullAsync(package, cancellationToken) is not { } registry || _left.ContainsKey(registry.Authority))
        {
            return null;
        }

        using var client = clients.Create(new WebRules
        {
            // The user's own configuration names it, and it may stand in this network.
            Named = [registry.Host],
            Bytes = LargestManifest,
            Timeout = options.FetchTimeout,
            FirstByte = options.FirstByte,
            Connections = options.Connections,
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(registry, $"{package.Replace("/", "%2f", StringComparison.Ordinal)}/{Uri.EscapeDataString(tag)}")).TakenWhole();
        request.Headers.Accept.ParseAdd("application/json");
        if (known?.ETag is { } etag)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        }

        try
        {
            using var answer = await client.SendAsync(request, cancellationToken);
            switch (answer.StatusCode)
            {
                case HttpStatusCode.NotModified when known?.ETag is not null:
                    return new Resolution { Revision = known.Revision, Version = known.Revision.Split(' ')[0], ETag = known.ETag };
                case HttpStatusCode.OK:
                    using (var manifest = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken))
                    {
                        return ReadOrNull(manifest.RootElement, package, answer.Headers.ETag?.ToString());
                    }

                case HttpStatusCode.NotFound:
                    return null;
                default:
                    _left[registry.Authority] = true;
                    return null;
            }
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException or JsonException)
        {
            // The client has certificates and names of its own, and says best what is wrong where it fails too.
            _left[registry.Authority] = true;
            return null;
        }
    }

    private static Resolution? ReadOrNull(JsonElement manifest, string package, string? etag)
    {
        if (Text(manifest, "name") != package || Text(manifest, "version") is not { } version || !NpmFetcher.IsExact(version)
            || manifest.ValueKind != JsonValueKind.Object || !manifest.TryGetProperty("dist", out var dist))
        {
            return null;
        }

        var integrity = Text(dist, "integrity") ?? (Text(dist, "shasum") is { } sum ? "sha1:" + sum : null);
        return integrity is null ? null : new Resolution { Revision = $"{version} {integrity}", Version = version, ETag = etag };
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
