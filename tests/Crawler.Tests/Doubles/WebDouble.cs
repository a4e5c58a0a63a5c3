using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Catalog.Crawler.Tests.Doubles;

/// <summary>A real HTTP server on loopback that answers as a test tells it, and notes what it was asked.</summary>
internal sealed class WebDouble : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebDouble(WebApplication app) => _app = app;

    /// <summary>The address, with a slash at its end.</summary>
    public Uri Address => new(_app.Urls.Single() + "/");

    /// <summary>Methods and paths with their queries, in the order in which they came.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public static async Task<WebDouble> StartAsync(Func<HttpContext, string, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var self = new WebDouble(app);
        app.Run(context =>
        {
            // As it was sent: the framework would decode what stands for a slash in a package's name.
            var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
            self.Requests.Enqueue($"{context.Request.Method} {target}");
            return answer(context, target);
        });
        await app.StartAsync();
        return self;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
