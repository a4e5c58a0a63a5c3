using System.Net;
using System.Net.Http.Headers;
using Catalog.Crawler.Web;

namespace Catalog.Crawler.GitHub;

/// <summary>
/// Downloads archives of commits: from the host of archives, which is outside of the interface's quota, and where that knows none (a private repository) through the interface, which leads there.
/// An archive is written as it comes and never held in memory; one that breaks off is asked for again.
/// </summary>
internal sealed class GitHubArchives : IDisposable
{
    private const long Largest = 512L << 20;

    private readonly HttpClient _client;
    private readonly CrawlerOptions _options;
    private readonly GitHubExplaining _explaining;

    public GitHubArchives(CrawlerOptions options, WebClients clients, GitHubExplaining explaining)
    {
        _options = options;
        _explaining = explaining;
        var host = options.GitHubApi.Host;
        _client = clients.Create(new WebRules
        {
            Named = options.ArchivesOrNull is { } named ? [host, named.Host] : [host],

            // `api.HOST` leads to `codeload.HOST` for what it does not send itself.
            Redirects = [.. host.StartsWith("api.", StringComparison.Ordinal) ? new[] { "codeload" + host[3..] } : [], .. options.ArchivesOrNull is { } archives ? new[] { archives.Host } : []],
            Bytes = Largest,
            Timeout = options.FetchTimeout,
            FirstByte = options.FirstByte,
            Connections = options.Connections,
            PerSecond = options.ArchivesPerSecond,
        });
    }

    /// <summary>Writes an archive.</summary>
    /// <returns>Why it could not be had; null where it was written.</returns>
    public async Task<string?> DownloadAsync(string repository, string commit, string file, CancellationToken cancellationToken)
    {
        var (status, problem) = _options.ArchivesOrNull is { } archives
            ? await DownloadAsync(() => new HttpRequestMessage(HttpMethod.Get, new Uri(archives, $"{repository}/tar.gz/{commit}")), repository, commit, file, cancellationToken)
            : (HttpStatusCode.NotFound, "");
        return status != HttpStatusCode.NotFound || (_options.GitHubToken is null && _options.ArchivesOrNull is not null)
            ? problem
            : (await DownloadAsync(() => Request(repository, commit), repository, commit, file, cancellationToken)).Problem;
    }

    public void Dispose() => _client.Dispose();

    private HttpRequestMessage Request(string repository, string commit)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_options.GitHubApi, $"repos/{repository}/tarball/{commit}")).Under("core");
        request.Headers.Authorization = _options.GitHubToken is { } token ? new AuthenticationHeaderValue("Bearer", token) : null;
        return request;
    }

    private Task<(HttpStatusCode? Status, string? Problem)> DownloadAsync(Func<HttpRequestMessage> make, string repository, string commit, string file, CancellationToken cancellationToken) =>
        WebDownload.SaveAsync(_client, make, file, "GitHub", answer => _explaining.Explain(answer, repository, commit), cancellationToken);
}
