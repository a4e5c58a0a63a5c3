using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Catalog.Crawler.Web;

namespace Catalog.Crawler.Fetching.Nuget;

/// <summary>Asks sources of packages: over HTTP by version 3 of the protocol (the service index names the place of packages), or in a folder.</summary>
internal sealed class NugetFeeds(WebClients clients, CrawlerOptions options)
{
    private readonly ConcurrentDictionary<string, Uri> _places = new(StringComparer.Ordinal);

    /// <summary>The versions of a package; none where the source does not have it.</summary>
    public async Task<(IReadOnlyList<NugetVersion> Versions, string? Problem)> ListAsync(NugetFeed feed, string id, CancellationToken cancellationToken)
    {
        if (feed.AddressOrNull is null)
        {
            return ([.. Directory.Exists(feed.Place) ? Files(feed, id).Select(static f => f.Version) : []], null);
        }

        var (place, problem) = await PlaceAsync(feed, cancellationToken);
        if (place is null)
        {
            return ([], problem);
        }

        var (json, refused) = await ReadAsync(feed, new Uri(place, $"{id.ToLowerInvariant()}/index.json"), cancellationToken);
        using (json)
        {
            return json is not null && json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("versions", out var versions) && versions.ValueKind == JsonValueKind.Array
                ? ([.. versions.EnumerateArray().Where(static v => v.ValueKind == JsonValueKind.String).Select(static v => NugetVersion.ParseOrNull(v.GetString()!)).OfType<NugetVersion>()], null)
                : ([], refused);
        }
    }

    /// <summary>Writes a package.</summary>
    /// <returns>Why it could not be had; null where it was written.</returns>
    public async Task<string?> DownloadAsync(NugetFeed feed, string id, string version, string target, CancellationToken cancellationToken)
    {
        if (feed.AddressOrNull is not { } address)
        {
            var file = Directory.Exists(feed.Place) ? Files(feed, id).FirstOrDefault(f => f.Version.Text == version).Path : null;
            if (file is not null)
            {
                File.Copy(file, target, overwrite: true);
            }

            return file is null ? $"the folder `{feed.Place}` has no `{id}` in version {version}" : null;
        }

        var (place, problem) = await PlaceAsync(feed, cancellationToken);
        if (place is null)
        {
            return problem;
        }

        var (name, lower) = (id.ToLowerInvariant(), version.ToLowerInvariant().Split('+')[0]);
        using var client = Client(address, place, options.Limits.TotalBytes);
        return (await WebDownload.SaveAsync(
            client,
            () => Request(feed, new Uri(place, $"{name}/{lower}/{name}.{lower}.nupkg")),
            target,
            $"the NuGet source `{feed.Name}`",
            answer => $"the NuGet source `{feed.Name}` answered {(int)answer.StatusCode} for `{id}` {version}",
            cancellationToken)).Problem;
    }

    private async Task<(Uri? Place, string? Problem)> PlaceAsync(NugetFeed feed, CancellationToken cancellationToken)
    {
        if (_places.TryGetValue(feed.Place, out var known))
        {
            return (known, null);
        }

        var (json, problem) = await ReadAsync(feed, feed.AddressOrNull!, cancellationToken);
        using (json)
        {
            var resources = json is not null && json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("resources", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().ToList() : [];
            var place = resources.Where(static r => Text(r, "@type")?.StartsWith("PackageBaseAddress/3", StringComparison.Ordinal) == true).Select(static r => Text(r, "@id")).FirstOrDefault();
            return Uri.TryCreate(place?.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "https" or "http"
                ? (_places.GetOrAdd(feed.Place, address), null)
                : (null, problem ?? $"the NuGet source `{feed.Name}` does not speak version 3 of the protocol");
        }
    }

    private async Task<(JsonDocument? Json, string? Problem)> ReadAsync(NugetFeed feed, Uri address, CancellationToken cancellationToken)
    {
        using var client = Client(feed.AddressOrNull!, address, 32L << 20);
        using var request = Request(feed, address).TakenWhole();
        try
        {
            using var answer = await client.SendAsync(request, cancellationToken);
            return answer.IsSuccessStatusCode ? (await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken), null)
                : answer.StatusCode == HttpStatusCode.NotFound ? (null, null)
                : (null, $"the NuGet source `{feed.Name}` answered {(int)answer.StatusCode}{(answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? "; check its credentials in your NuGet configuration" : "")}");
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException)
        {
            return (null, WebProblem.Of(failed, $"the NuGet source `{feed.Name}`"));
        }
        catch (JsonException)
        {
            return (null, $"the NuGet source `{feed.Name}` answered with something else than JSON");
        }
    }

    private HttpClient Client(Uri feed, Uri address, long bytes) => clients.Create(new WebRules
    {
        // Its own host may stand in this network, for the user named it; one that it leads to may not.
        Named = [feed.Host],
        Redirects = [address.Host],
        Bytes = bytes,
        Timeout = options.FetchTimeout,
        FirstByte = options.FirstByte,
        Connections = options.Connections,
    });

    private static HttpRequestMessage Request(NugetFeed feed, Uri address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (feed.Password is not null && address.Host == feed.AddressOrNull?.Host)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{feed.User}:{feed.Password}")));
        }

        return request;
    }

    private static IEnumerable<(string Path, NugetVersion Version)> Files(NugetFeed feed, string id) => Directory.EnumerateFiles(feed.Place, "*.nupkg", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 2 })
        .Where(file => Path.GetFileName(file).StartsWith(id + ".", StringComparison.OrdinalIgnoreCase))
        .Select(file => (file, Version: NugetVersion.ParseOrNull(Path.GetFileNameWithoutExtension(file)[(id.Length + 1)..])))
        .Where(static f => f.Version is not null)
        .Select(static f => (f.file, f.Version!));

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
