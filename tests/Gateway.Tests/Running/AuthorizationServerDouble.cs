using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Gateway.Tests.Running;

/// <summary>An authorization server on loopback: metadata, keys that rotate, a token endpoint, and faults that a test switches on.</summary>
internal sealed class AuthorizationServerDouble : IAsyncDisposable
{
    private readonly WebApplication _app;

    private AuthorizationServerDouble(WebApplication app) => _app = app;

    public string Issuer { get; private set; } = null!;

    /// <summary>What the metadata says the issuer is; null for the truth.</summary>
    public string? ClaimedIssuer { get; set; }

    /// <summary>Only OpenID Connect's document is there.</summary>
    public bool KnowsOpenIdOnly { get; set; }

    /// <summary>Every answer is a 500.</summary>
    public bool IsDown { get; set; }

    /// <summary>Nothing is answered before this is done.</summary>
    public Task Silence { get; set; } = Task.CompletedTask;

    public IReadOnlyList<JsonObject> Keys { get; set; } = TokenMaker.PublicKeys;

    public string? CacheControl { get; set; }

    /// <summary>Paths that were asked, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Forms that came to the token endpoint, with the Authorization header under <c>authorization</c>.</summary>
    public ConcurrentQueue<IReadOnlyDictionary<string, string>> Forms { get; } = new();

    /// <summary>Answers the token endpoint.</summary>
    public Func<IReadOnlyDictionary<string, string>, (int Status, string Body)> Token { get; set; } = static _ => (200, """{"access_token":"upstream-token","token_type":"Bearer","expires_in":3600}""");

    /// <summary>Answers a client that registers itself.</summary>
    public (int Status, string Body) Registration { get; set; } = (201, """{"client_id":"registered"}""");

    /// <summary>What a server at /mcp of this address says of itself; null for nothing.</summary>
    public string? Resource { get; set; }

    public string[] ChallengeMethods { get; set; } = ["S256"];

    public int Count(string path) => Asked.Count(asked => asked == path);

    public static async Task<AuthorizationServerDouble> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new AuthorizationServerDouble(app);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        server.Issuer = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Record.ExceptionAsync(() => _app.StopAsync(now.Token));
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        Asked.Enqueue(path);
        await Silence.WaitAsync(context.RequestAborted);
        if (IsDown)
        {
            context.Response.StatusCode = 500;
            return;
        }

        var (status, body) = path switch
        {
            "/.well-known/oauth-authorization-server" when !KnowsOpenIdOnly => (200, Metadata()),
            "/.well-known/openid-configuration" => (200, Metadata()),
            "/jwks" => (200, new JsonObject { ["keys"] = new JsonArray([.. Keys.Select(static k => k.DeepClone())]) }.ToJsonString()),
            "/token" => Token(await FormAsync(context)),
            "/register" => Registration,
            "/.well-known/oauth-protected-resource/mcp" when Resource is not null => (200, Resource),
            "/moved" => (302, ""),
            _ => (404, ""),
        };
        context.Response.StatusCode = status;
        if (status == 302)
        {
            context.Response.Headers.Location = "/jwks";
        }

        if (CacheControl is not null)
        {
            context.Response.Headers.CacheControl = CacheControl;
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body, Encoding.UTF8);
    }

    private string Metadata() => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["issuer"] = ClaimedIssuer ?? Issuer,
        ["jwks_uri"] = Issuer + "/jwks",
        ["token_endpoint"] = Issuer + "/token",
        ["authorization_endpoint"] = Issuer + "/authorize",
        ["registration_endpoint"] = Issuer + "/register",
        ["code_challenge_methods_supported"] = ChallengeMethods,
        ["authorization_response_iss_parameter_supported"] = true,
    });

    private async Task<IReadOnlyDictionary<string, string>> FormAsync(HttpContext context)
    {
        var form = (await context.Request.ReadFormAsync()).ToDictionary(static f => f.Key, static f => f.Value.ToString(), StringComparer.Ordinal);
        form["authorization"] = context.Request.Headers.Authorization.ToString();
        Forms.Enqueue(form);
        return form;
    }
}
