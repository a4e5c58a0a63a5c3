using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Catalog.ServiceDoubles.Faults;
using Catalog.ServiceDoubles.Registries;
using Catalog.ServiceDoubles.Synthetic;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Catalog.ServiceDoubles.GitHub;

/// <summary>
/// GitHub on loopback, as far as a crawl sees it: REST (commits, archives, searches) with tags and limits, the graph interface, and archives at a host of
/// their own (here: another path). A registry stands beside it under <c>/registry</c>.
/// </summary>
public sealed class GitHubDouble : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SyntheticHub _hub;
    private readonly GitHubDoubleOptions _options;
    private readonly SearchAnswers _searches;
    private readonly GraphAnswers _graph;
    private readonly RegistryAnswers _registry;
    private readonly CancellationTokenSource _end = new();

    private GitHubDouble(WebApplication app, SyntheticHub hub, GitHubDoubleOptions options)
    {
        _app = app;
        _hub = hub;
        _options = options;
        _searches = new SearchAnswers(hub);
        _graph = new GraphAnswers(hub);
        _registry = new RegistryAnswers(hub);
    }

    /// <summary>The address, with a slash at its end.</summary>
    public Uri Address => new(_app.Urls.Single() + "/");

    /// <summary>Where archives are had without the REST interface.</summary>
    public Uri Archives => new(Address, "codeload/");

    /// <summary>How many requests there were of each kind: <c>commit</c>, <c>archive</c>, <c>search</c>, <c>code</c>, <c>graph</c>, <c>registry</c>, <c>other</c>.</summary>
    public ConcurrentDictionary<string, int> Requests { get; } = new(StringComparer.Ordinal);

    /// <summary>How many requests there were for an archive of each repository, by <c>OWNER/NAME</c>; one that was led to the host of archives counts there alone.</summary>
    public ConcurrentDictionary<string, int> ArchivesOf { get; } = new(StringComparer.Ordinal);

    /// <summary>The last requests, methods and paths with their queries; no more than 10,000.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    /// <summary>Starts one.</summary>
    public static async Task<GitHubDouble> StartAsync(SyntheticHub hub, GitHubDoubleOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{options.Port}");
        builder.WebHost.ConfigureKestrel(static (KestrelServerOptions kestrel) => kestrel.Limits.MinResponseDataRate = null);
        var app = builder.Build();
        var self = new GitHubDouble(app, hub, options);
        app.Run(self.AnswerAsync);
        await app.StartAsync();
        return self;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _app.DisposeAsync();
        _end.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var kind = KindOf(path);
        Requests.AddOrUpdate(kind, 1, static (_, count) => count + 1);
        Log.Enqueue($"{context.Request.Method} {path}{context.Request.QueryString}");
        while (Log.Count > 10_000 && Log.TryDequeue(out _))
        {
        }

        if (path.StartsWith("/codeload/", StringComparison.Ordinal) && path.Split('/') is [_, _, var owner, var name, ..])
        {
            ArchivesOf.AddOrUpdate($"{owner}/{name}", 1, static (_, count) => count + 1);
        }

        if (_options.Faults.Delay > TimeSpan.Zero)
        {
            await Task.Delay(_options.Faults.Delay);
        }

        if (!IsWithinLimits(context, kind))
        {
            return;
        }

        var fault = _options.Faults.Next(kind == "archive");
        switch (fault)
        {
            case Fault.Error:
                context.Response.StatusCode = (path.Length % 4) switch { 0 => 500, 1 => 502, 2 => 503, _ => 504 };
                return;
            case Fault.Hang:
                await HangAsync(context);
                return;
            default:
                await AnswerAsync(context, path, kind, fault);
                return;
        }
    }

    private async Task AnswerAsync(HttpContext context, string path, string kind, Fault fault)
    {
        switch (kind)
        {
            case "search" or "code":
                var query = context.Request.Query;
                var isIncomplete = _options.Faults.NextIsIncomplete();
                var (perPage, page) = (Number(query["per_page"], 30), Number(query["page"], 1));
                var (found, status) = kind == "code" ? _searches.Code(query["q"]!, perPage, page, isIncomplete) : _searches.Repositories(query["q"]!, perPage, page, isIncomplete);
                context.Response.StatusCode = status;
                await WriteAsync(context, found ?? new JsonObject { ["message"] = "Validation Failed" });
                break;
            case "graph":
                if (context.Request.Headers.Authorization.Count == 0)
                {
                    context.Response.StatusCode = 401;
                    break;
                }

                using (var request = await JsonDocument.ParseAsync(context.Request.Body))
                {
                    await WriteAsync(context, _graph.Answer(request.RootElement));
                }

                break;
            case "registry":
                await WriteAsync(context, _registry.Page(context.Request.Query["cursor"], context.Request.Query["updated_since"], Number(context.Request.Query["limit"], 30)));
                break;
            case "commit":
                await CommitAsync(context, path.Split('/'));
                break;
            case "archive":
                await ArchiveAsync(context, path.Split('/'), fault);
                break;
            default:
                context.Response.StatusCode = 404;
                break;
        }
    }

    /// <summary><c>/repos/OWNER/NAME/commits/REF</c>: the id alone, with a tag that costs nothing when it is sent again.</summary>
    private async Task CommitAsync(HttpContext context, string[] parts)
    {
        if (FindOrRedirect(context, parts, "repos") is not { } repository)
        {
            return;
        }

        var commit = _hub.StateOf(repository).Commit;
        context.Response.Headers.ETag = $"\"{commit}\"";
        if (context.Request.Headers.IfNoneMatch == $"\"{commit}\"")
        {
            context.Response.StatusCode = 304;
            return;
        }

        await context.Response.WriteAsync(commit);
    }

    /// <summary><c>/repos/OWNER/NAME/tarball/COMMIT</c> leads to <c>/codeload/OWNER/NAME/tar.gz/COMMIT</c>, which sends it.</summary>
    private async Task ArchiveAsync(HttpContext context, string[] parts, Fault fault)
    {
        if (parts[1] == "repos")
        {
            context.Response.Redirect($"/codeload/{parts[2]}/{parts[3]}/tar.gz/{parts[5]}");
            return;
        }

        var state = _hub.FindOrNull($"{parts[2]}/{parts[3]}") is { } found ? _hub.StateOf(found) : null;
        if (state is null || parts[5] != state.Commit)
        {
            context.Response.StatusCode = 404;
            return;
        }

        context.Response.ContentType = "application/x-gzip";
        switch (fault)
        {
            case Fault.Truncate:
                context.Response.ContentLength = state.Archive.Length;
                await context.Response.Body.WriteAsync(state.Archive.AsMemory(0, state.Archive.Length / 2));
                await context.Response.Body.FlushAsync();
                context.Abort();
                break;
            case Fault.Trickle:
                for (var at = 0; at < state.Archive.Length && !context.RequestAborted.IsCancellationRequested; at++)
                {
                    await context.Response.Body.WriteAsync(state.Archive.AsMemory(at, 1));
                    await context.Response.Body.FlushAsync();
                    await Task.Delay(200);
                }

                break;
            default:
                await context.Response.Body.WriteAsync(state.Archive);
                break;
        }
    }

    private SyntheticRepository? FindOrRedirect(HttpContext context, string[] parts, string root)
    {
        var repository = _hub.FindOrNull($"{parts[2]}/{parts[3]}");
        if (repository is null)
        {
            context.Response.StatusCode = 404;
        }
        else if (!string.Equals(_hub.NameOf(repository), $"{parts[2]}/{parts[3]}", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.StatusCode = 301;
            context.Response.Headers.Location = $"/{root}/{_hub.NameOf(repository)}/{string.Join('/', parts[4..])}";
            return null;
        }

        return repository;
    }

    private bool IsWithinLimits(HttpContext context, string kind)
    {
        var (quota, resource) = kind switch
        {
            "search" or "code" => (_options.Search, kind == "code" ? "code_search" : "search"),
            "graph" => (_options.Graph, "graphql"),
            "commit" => (_options.Core, "core"),
            "archive" when context.Request.Path.StartsWithSegments("/repos", StringComparison.Ordinal) => (_options.Core, "core"),
            _ => (null, ""),
        };
        if (quota is null)
        {
            return true;
        }

        if (_options.Secondary.Take() is { IsGranted: false } secondary)
        {
            context.Response.StatusCode = 403;
            context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling((secondary.Ends - TimeProvider.System.GetUtcNow()).TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return false;
        }

        var (isGranted, left, ends) = quota.Take();
        context.Response.Headers["x-ratelimit-limit"] = quota.Limit.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["x-ratelimit-remaining"] = (quota.Limit == 0 ? 4999 : left).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["x-ratelimit-reset"] = ends.AddSeconds(1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["x-ratelimit-resource"] = resource;
        context.Response.StatusCode = isGranted ? 200 : 403;
        return isGranted;
    }

    private async Task HangAsync(HttpContext context)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _end.Token);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, either.Token);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    private static string KindOf(string path) =>
        path.StartsWith("/search/repositories", StringComparison.Ordinal) ? "search"
        : path.StartsWith("/search/code", StringComparison.Ordinal) ? "code"
        : path == "/graphql" ? "graph"
        : path.StartsWith("/registry/v0.1/servers", StringComparison.Ordinal) ? "registry"
        : path.StartsWith("/codeload/", StringComparison.Ordinal) || path.Contains("/tarball/", StringComparison.Ordinal) ? "archive"
        : path.Contains("/commits/", StringComparison.Ordinal) ? "commit"
        : "other";

    private static int Number(string? text, int none) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : none;

    private static Task WriteAsync(HttpContext context, JsonNode node)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(node.ToJsonString());
    }
}
