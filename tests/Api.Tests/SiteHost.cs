using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Catalog.Api.Shell;
using Catalog.Core.Catalogs;
using Catalog.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Catalog.Api.Tests;

/// <summary>The whole site on a free port of the loopback, over a real store in a folder of its own.</summary>
internal sealed class SiteHost : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly WebApplication _app;
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    private SiteHost(TemporaryFolder folder, WebApplication app)
    {
        _folder = folder;
        _app = app;
        Address = new Uri(app.Urls.Single());
    }

    public Uri Address { get; }

    public FakeTimeProvider Clock => (FakeTimeProvider)_app.Services.GetRequiredService<TimeProvider>();

    public IServiceProvider Services => _app.Services;

    public static async Task<SiteHost> StartAsync(Action<SiteOptions>? configure, params ServerUpdate[] servers)
    {
        var folder = new TemporaryFolder();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider());
        builder.Services.AddCatalogStore(folder.File("catalog.db"));
        builder.Services.AddSite(configure);
        var app = builder.Build();
        foreach (var store in app.Services.GetServices<IStoreOpening>())
        {
            await store.OpenAsync(CancellationToken.None);
        }

        foreach (var server in servers)
        {
            await app.Services.GetRequiredService<ICatalogWriter>().StoreAsync(server, CancellationToken.None);
        }

        app.MapSite();
        await app.StartAsync();
        return new SiteHost(folder, app);
    }

    public static Task<SiteHost> StartAsync(params ServerUpdate[] servers) => StartAsync(null, servers);

    /// <summary>Sends a request whose path goes over the wire exactly as written.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, Action<HttpRequestMessage>? with = null)
    {
        var uri = new Uri(Address.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(method, uri);
        with?.Invoke(request);
        return await _client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public async Task<string> TextAsync(string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var response = await GetAsync(path);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == expected, $"{path} answered {(int)response.StatusCode}, not {(int)expected}: {text[..Math.Min(text.Length, 300)]}");
        return text;
    }

    public async Task<IHtmlDocument> PageAsync(string path, HttpStatusCode expected = HttpStatusCode.OK) =>
        new HtmlParser().ParseDocument(await TextAsync(path, expected));

    /// <summary>Posts a form as a browser on a page of this site does, unless told otherwise.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, IReadOnlyDictionary<string, string> form, string? origin = "self", string? site = "same-origin") =>
        SendAsync(HttpMethod.Post, path, request =>
        {
            request.Content = new StringContent(
                string.Join('&', form.Select(static f => $"{f.Key}={Uri.EscapeDataString(f.Value)}")),
                Encoding.UTF8,
                "application/x-www-form-urlencoded");
            if (origin is not null)
            {
                request.Headers.TryAddWithoutValidation("Origin", origin == "self" ? Address.GetLeftPart(UriPartial.Authority) : origin);
            }

            if (site is not null)
            {
                request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", site);
            }
        });

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        _folder.Dispose();
    }
}
