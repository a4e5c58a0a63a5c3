using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Gateway.Tests.Running;

/// <summary>An upstream behind HTTP that keeps what it was sent and answers as the test says.</summary>
internal sealed class HttpUpstreamDouble : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HttpUpstreamDouble(WebApplication app) => _app = app;

    public ConcurrentQueue<Seen> Requests { get; } = new();

    /// <summary>Answers a request; the default is a plain result with the request's id.</summary>
    public Func<HttpContext, string, Task> Answer { get; set; } = static (context, body) => JsonAsync(context, Result(body, """{"content":[]}"""));

    public Uri Address { get; private set; } = null!;

    /// <param name="port">Where it listens; 0 for any free port.</param>
    public static async Task<HttpUpstreamDouble> StartAsync(int port = 0)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        var upstream = new HttpUpstreamDouble(app);
        app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
            var body = await reader.ReadToEndAsync(context.RequestAborted);
            upstream.Requests.Enqueue(new Seen(context.Request.Method, body, context.Request.Headers.ToDictionary(static h => h.Key, static h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
            await upstream.Answer(context, body);
        });
        await app.StartAsync();
        upstream.Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/mcp");
        return upstream;
    }

    /// <summary>A result for the request of a body.</summary>
    public static string Result(string body, string result)
    {
        using var request = System.Text.Json.JsonDocument.Parse(body);
        return $$"""{"jsonrpc":"2.0","id":{{request.RootElement.GetProperty("id").GetRawText()}},"result":{{result}}}""";
    }

    public static Task JsonAsync(HttpContext context, string message)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(message);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Record.ExceptionAsync(() => _app.StopAsync(now.Token));
        await _app.DisposeAsync();
    }

    internal sealed record Seen(string Method, string Body, IReadOnlyDictionary<string, string> Headers);
}
