using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Catalog.Crawler.Fetching;
using Catalog.Crawler.Web;

namespace Catalog.Crawler.GitHub;

/// <summary>A thin client of GitHub's interfaces: the few questions that a crawl asks, with conditional requests, which cost nothing of the quota where a token is set.</summary>
internal sealed class GitHubClient : IGitHub, IDisposable
{
    private const int MostAgain = 3;

    private readonly HttpClient _client;
    private readonly GitHubArchives _archives;
    private readonly GitHubExplaining _explaining;
    private readonly string _graph;

    /// <summary>A client of the hosts that the options name.</summary>
    public GitHubClient(CrawlerOptions options, WebClients clients, TimeProvider time)
    {
        var host = options.GitHubApi.Host;
        HasToken = options.GitHubToken is not null;
        _explaining = new GitHubExplaining(time);

        // An enterprise's own host has `api/v3/` beside `api/graphql`.
        _graph = options.GitHubApi.AbsolutePath.EndsWith("/api/v3/", StringComparison.Ordinal) ? "../graphql" : "graphql";
        _client = clients.Create(new WebRules
        {
            Named = [host],
            Bytes = 64L << 20,
            Timeout = options.FetchTimeout,
            FirstByte = options.FirstByte,
            Connections = options.Connections,
            PerSecond = options.GitHubPerSecond,
        });
        _client.BaseAddress = options.GitHubApi;
        _client.DefaultRequestHeaders.TryAddWithoutValidation("X-GitHub-Api-Version", "2022-11-28");
        if (options.GitHubToken is { } token)
        {
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        _archives = new GitHubArchives(options, clients, _explaining);
    }

    public bool HasToken { get; }

    public async Task<GitHubCommit> FindCommitAsync(string repository, string? reference, string? etag, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"repos/{repository}/commits/{Uri.EscapeDataString(reference ?? "HEAD")}").TakenWhole().Under("core");
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
                return new GitHubCommit { Problem = _explaining.Explain(answer, repository, reference), IsMissing = answer.StatusCode == HttpStatusCode.NotFound };
            }

            var commit = (await answer.Content.ReadAsStringAsync(cancellationToken)).Trim();
            return GitAddress.IsCommit(commit)
                ? new GitHubCommit { Commit = commit, ETag = answer.Headers.ETag?.ToString() }
                : new GitHubCommit { Problem = $"GitHub answered for `{repository}` with something else than a commit" };
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException)
        {
            return new GitHubCommit { Problem = WebProblem.Of(failed, "GitHub") };
        }
    }

    public Task<string?> DownloadAsync(string repository, string commit, string file, CancellationToken cancellationToken) =>
        _archives.DownloadAsync(repository, commit, file, cancellationToken);

    public async Task<GitHubSearchPage> SearchAsync(GitHubSearch search, int page, CancellationToken cancellationToken)
    {
        var kind = search.IsCode ? "code" : "repositories";
        using var request = new HttpRequestMessage(HttpMethod.Get, $"search/{kind}?q={Uri.EscapeDataString(search.Query)}&per_page=100&page={page}").TakenWhole().Under(kind);
        try
        {
            using var answer = await _client.SendAsync(request, cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                return new GitHubSearchPage { Problem = search.IsCode && !HasToken ? "GitHub searches code only for who has a token; set GITHUB_TOKEN" : _explaining.Explain(answer, search.Query, null) };
            }

            using var json = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken);
            return SearchPages.ReadOrNull(json.RootElement, search.IsCode) ?? new GitHubSearchPage { Problem = $"GitHub answered for `{search.Query}` with something else than a list" };
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException)
        {
            return new GitHubSearchPage { Problem = WebProblem.Of(failed, "GitHub") };
        }
        catch (JsonException)
        {
            return new GitHubSearchPage { Problem = $"GitHub answered for `{search.Query}` with something else than a list" };
        }
    }

    public async Task<GitHubLook> LookAsync(IReadOnlyList<GitHubAsked> repositories, bool withManifests, CancellationToken cancellationToken)
    {
        var body = GraphQuestion.Write(repositories, withManifests);
        for (var again = 0; ; again++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, _graph) { Content = new StringContent(body, Encoding.UTF8, "application/json") }.TakenWhole().Under("graph");
            try
            {
                using var answer = await _client.SendAsync(request, cancellationToken);
                if (!answer.IsSuccessStatusCode)
                {
                    return (int)answer.StatusCode >= 500 && repositories.Count > 1
                        ? await LookAtHalvesAsync(repositories, withManifests, cancellationToken)
                        : new GitHubLook { Problem = _explaining.Explain(answer, "the graph interface", null) };
                }

                using var json = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken);
                if (!GraphQuestion.IsLimited(json.RootElement) || again == MostAgain)
                {
                    return GraphQuestion.Read(json.RootElement, repositories);
                }
            }
            catch (Exception failed) when (failed is HttpRequestException or IOException)
            {
                return new GitHubLook { Problem = WebProblem.Of(failed, "GitHub") };
            }
            catch (JsonException)
            {
                return new GitHubLook { Problem = "GitHub answered with something else than an answer to the question" };
            }
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _archives.Dispose();
    }

    /// <summary>A question that takes the host too long ends with 502: half of it may not.</summary>
    private async Task<GitHubLook> LookAtHalvesAsync(IReadOnlyList<GitHubAsked> repositories, bool withManifests, CancellationToken cancellationToken)
    {
        var middle = repositories.Count / 2;
        var first = await LookAsync([.. repositories.Take(middle)], withManifests, cancellationToken);
        if (first.Problem is not null)
        {
            return first;
        }

        var second = await LookAsync([.. repositories.Skip(middle)], withManifests, cancellationToken);
        return second.Problem is not null ? second : new GitHubLook { States = [.. first.States, .. second.States] };
    }
}
