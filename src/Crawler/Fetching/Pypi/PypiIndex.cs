using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Catalog.Crawler.Web;

namespace Catalog.Crawler.Fetching.Pypi;

/// <summary>Asks the indexes that pip is configured with. User and password of an index stand in its address, and are sent to that host alone.</summary>
internal sealed class PypiIndex(PipConfiguration pip, WebClients clients, CrawlerOptions options)
{
    private const long LargestPage = 64L << 20;

    /// <summary>The files of a package.</summary>
    /// <param name="package">The package's name.</param>
    /// <param name="etag">The <c>ETag</c> of the last answer; null for the first.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    /// <returns>The files with the page's <c>ETag</c>; no files where nothing changed; or why there are none, and whether every index says that it has no such package.</returns>
    public async Task<(IReadOnlyList<PythonFile>? Files, string? ETag, string? Problem, bool IsMissing)> ListAsync(string package, string? etag, CancellationToken cancellationToken)
    {
        var (indexes, problem) = await pip.FindAsync(cancellationToken);
        var without = 0;
        foreach (var index in indexes)
        {
            using var client = Client(index, LargestPage);
            var page = new Uri(Plain(index), SimplePage.Normalize(package) + "/");
            using var request = Request(index, page).TakenWhole();
            request.Headers.Accept.ParseAdd("application/vnd.pypi.simple.v1+json");
            request.Headers.Accept.ParseAdd("text/html;q=0.5");
            if (etag is not null && indexes.Count == 1)
            {
                request.Headers.TryAddWithoutValidation("If-None-Match", etag);
            }

            try
            {
                using var answer = await client.SendAsync(request, cancellationToken);
                if (answer.StatusCode == HttpStatusCode.NotModified)
                {
                    return (null, etag, null, false);
                }

                if (answer.IsSuccessStatusCode)
                {
                    var isJson = answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;
                    return (SimplePage.Read(await answer.Content.ReadAsStringAsync(cancellationToken), isJson, package, page), answer.Headers.ETag?.ToString(), null, false);
                }

                without += answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone ? 1 : 0;
                problem = answer.StatusCode switch
                {
                    HttpStatusCode.NotFound => $"there is no Python package `{package}`; check its spelling",
                    HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => $"the package index `{index.Host}` refuses `{package}`; check the user and password in `pip config list`",
                    var status => $"the package index `{index.Host}` answered {(int)status} for `{package}`",
                };
            }
            catch (Exception failed) when (failed is HttpRequestException or IOException)
            {
                problem = WebProblem.Of(failed, $"the package index `{index.Host}`");
            }
            catch (JsonException)
            {
                problem = $"the package index `{index.Host}` answered with something else than a list of files for `{package}`";
            }
        }

        return (null, null, problem, without > 0 && without == indexes.Count);
    }

    /// <summary>Writes a file that an index listed.</summary>
    /// <returns>Why it could not be had; null where it was written.</returns>
    public async Task<string?> DownloadAsync(PythonFile file, string target, CancellationToken cancellationToken)
    {
        var (indexes, _) = await pip.FindAsync(cancellationToken);
        var index = indexes.FirstOrDefault(i => i.Authority == file.Address.Authority);
        using var client = Client(index ?? file.Address, options.Limits.TotalBytes, isNamed: index is not null);
        return (await WebDownload.SaveAsync(
            client,
            () => index is null ? new HttpRequestMessage(HttpMethod.Get, file.Address) : Request(index, file.Address),
            target,
            $"`{file.Address.Host}`",
            answer => $"`{file.Address.Host}` answered {(int)answer.StatusCode} for `{file.Name}`",
            cancellationToken)).Problem;
    }

    private HttpClient Client(Uri host, long bytes, bool isNamed = true) => clients.Create(new WebRules
    {
        Named = isNamed ? [host.Host] : [],
        Bytes = bytes,
        Timeout = options.FetchTimeout,
        FirstByte = options.FirstByte,
        Connections = options.Connections,
    });

    private static HttpRequestMessage Request(Uri index, Uri address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (index.UserInfo.Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(index.UserInfo))));
        }

        return request;
    }

    private static Uri Plain(Uri index) => index.UserInfo.Length == 0 ? index : new UriBuilder(index) { UserName = "", Password = "" }.Uri;
}
