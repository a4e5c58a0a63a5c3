using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Catalog.Crawler.Fetching;
using Catalog.Crawler.Web;

namespace Catalog.Crawler.GitHub;

/// <summary>A thin client of GitHub's REST interface: the few questions that a crawl asks, with conditional requests, which cost nothing of the quota.</summary>
internal sealed class GitHubClient : IGitHub, IDisposable
{
    private const long LargestArchive = 512L << 20;

    private readonly HttpClient _client;
    private readonly TimeProvider _time;

    /// <summary>A client of the host that the options name.</summary>
    public GitHubClient(CrawlerOptions options, WebClients clients, TimeProvider time)
    {
        var host = options.GitHubApi.Host;
        _time = time;
        _client = clients.Create(new WebRules
        {
            Named = [host],

            // The archive of a commit is served by a neighbour: `api.HOST` redirects to `codeload.HOST`.
            Redirects = host.StartsWith("api.", StringComparison.Ordinal) ? ["codeload" + host[3..]] : [],
            Bytes = LargestArchive,
            Timeout = options.FetchTimeout,
        });
        _client.BaseAddress = options.GitHubApi;
        _client.DefaultRequestHeaders.TryAddWithoutValidation("X-GitHub-Api-Version", "2022-11-28");
        if (options.GitHubToken is { } token)
        {
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }

    public async Task<GitHubCommit> FindCommitAsync(string repository, string? reference, string? etag, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"repos/{repository}/commits/{Uri.EscapeDataString(reference ?? "HEAD")}");
        request.Headers.Accept.ParseAdd("application/vnd.github.sha");
        if (etag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        }

        try
        {
            using var answer = await _client.SendAsync(request, cancellationToken);
            if (answer.StatusCode == HttpStatusCode.NotModified)
            {
                return new GitHubCommit { IsUnchanged = true, ETag = etag };
            }

            if (!answer.IsSuccessStatusCode)
            {
                return new GitHubCommit { Problem = Explain(answer, repository, reference) };
            }

            var commit = (await answer.Content.ReadAsStringAsync(cancellationToken)).Trim();
            return GitAddress.IsCommit(commit)
                ? new GitHubCommit { Commit = commit, ETag = answer.Headers.ETag?.ToString() }
                : new GitHubCommit { Problem = $"GitHub answered for `{repository}` with something else than a commit" };
        }
        catch (HttpRequestException failed)
        {
            return new GitHubCommit { Problem = NotReached(failed) };
        }
    }

    public async Task<string?> DownloadAsync(string repository, string commit, string file, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _client.GetAsync($"repos/{repository}/tarball/{commit}", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                return Explain(answer, repository, commit);
            }

            await using var target = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            await answer.Content.CopyToAsync(target, cancellationToken);
            return null;
        }
        catch (HttpRequestException failed)
        {
            return NotReached(failed);
        }
    }

    public async Task<GitHubSearchPage> SearchTopicAsync(string topic, int page, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _client.GetAsync($"search/repositories?q=topic:{Uri.EscapeDataString(topic)}&per_page=100&page={page}", cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                return new GitHubSearchPage { Problem = Explain(answer, $"topic:{topic}", null) };
            }

            using var json = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken);
            return ReadPage(json.RootElement) ?? new GitHubSearchPage { Problem = NoList(topic) };
        }
        catch (HttpRequestException failed)
        {
            return new GitHubSearchPage { Problem = NotReached(failed) };
        }
        catch (JsonException)
        {
            return new GitHubSearchPage { Problem = NoList(topic) };
        }
    }

    public void Dispose() => _client.Dispose();

    private static string NoList(string topic) => $"GitHub answered for `topic:{topic}` with something else than a list";

    private static GitHubSearchPage? ReadPage(JsonElement page) =>
        page.ValueKind == JsonValueKind.Object
        && page.TryGetProperty("total_count", out var total) && total.TryGetInt32(out var count)
        && page.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Array
            ? new GitHubSearchPage
            {
                Total = count,
                Repositories = [.. items.EnumerateArray().Select(static item => (Name: Text(item, "full_name"), Description: Text(item, "description")))
                    .Where(static item => item.Name is not null)
                    .Select(static item => new GitHubRepository(item.Name!, item.Description))],
            }
            : null;

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string NotReached(HttpRequestException failed) => WebProblem.Of(failed, "GitHub");

    private string Explain(HttpResponseMessage answer, string what, string? reference) => answer.StatusCode switch
    {
        HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity or HttpStatusCode.Conflict =>
            $"GitHub knows no `{what}`{(reference is null ? "" : $" with a branch, tag or commit `{reference}`")}, or it is not public",
        HttpStatusCode.Unauthorized => "GitHub refuses the token; check GITHUB_TOKEN",
        HttpStatusCode.UnavailableForLegalReasons => $"GitHub has blocked `{what}` for legal reasons",
        _ when RetryHandler.WaitOf(answer, _time) is { } wait => $"GitHub asks to wait {wait.TotalMinutes:0} minutes before it answers again; set GITHUB_TOKEN for a larger quota",
        var status => $"GitHub answered {(int)status} for `{what}`",
    };
}
