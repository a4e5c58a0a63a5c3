using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Gateway.Credentials;

/// <summary>Where a browser brings the code: a free port on loopback, for one sign-in. An answer that is not to this sign-in changes nothing.</summary>
internal sealed class LoginListener : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _issuer;
    private readonly bool _mustNameIssuer;
    private readonly TaskCompletionSource<(string? Code, string? Failure)> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LoginListener(WebApplication app, string issuer, bool mustNameIssuer) => (_app, _issuer, _mustNameIssuer) = (app, issuer, mustNameIssuer);

    public string Redirect { get; private set; } = "";

    /// <summary>Ties the answer to this sign-in.</summary>
    public string State { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));

    public static async Task<LoginListener> StartAsync(string issuer, bool mustNameIssuer, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0").ConfigureKestrel(static kestrel => kestrel.AddServerHeader = false);
        var app = builder.Build();
        var listener = new LoginListener(app, issuer, mustNameIssuer);
        app.Run(listener.AnswerAsync);
        await app.StartAsync(cancellationToken);
        listener.Redirect = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/callback";
        return listener;
    }

    /// <summary>The code, or why there is none.</summary>
    public async Task<(string? Code, string? Failure)> WaitAsync(TimeSpan patience, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            return await _answer.Task.WaitAsync(patience, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            return (null, $"nobody signed in within {patience.TotalMinutes:0.#} minutes: run it again");
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var isOurs = context.Request is { Method: "GET", Path.Value: "/callback" } && query["state"] is [{ } state]
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state), Encoding.UTF8.GetBytes(State));
        if (!isOurs)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        // Another server's answer, brought here by a mix-up (RFC 9207).
        var isIssuers = query["iss"] switch { [] => !_mustNameIssuer, [{ } issuer] => issuer == _issuer, _ => false };
        var outcome = !isIssuers ? (null, "the answer is of another authorization server than the one that was asked: nothing is stored")
            : query["error"] is [{ } error] ? (null, $"the authorization server refused with `{Approvals.VisibleText.Of(error.Length > 64 ? error[..64] : error)}`")
            : query["code"] is [{ Length: > 0 } code] ? (code, default(string))
            : (null, "the authorization server sent no code");
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsync(outcome.Item1 is null ? "The sign-in failed. The terminal says why." : "Signed in. You can close this page.", context.RequestAborted);
        _answer.TrySetResult(outcome);
    }
}
