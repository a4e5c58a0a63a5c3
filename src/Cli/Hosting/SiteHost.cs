using System.Net.Sockets;
using Catalog.Api.Shell;
using Catalog.Core.Catalogs;
using Catalog.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Catalog.Cli.Hosting;

/// <summary>Hosts the site over a stored catalog, for the commands that serve it.</summary>
internal static class SiteHost
{
    private static readonly string[] LoopbackHosts = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Opens the store, maps the site and listens.</summary>
    /// <param name="addresses">Where to listen. On loopback alone the site answers loopback names only, so that no page of another origin reaches it by a name of its own.</param>
    /// <param name="location">The catalog.</param>
    /// <param name="more">What else the host needs in the same container.</param>
    /// <param name="hint">What the user can do where an address is in use, for example <c>choose another port with --port N</c>.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <exception cref="CommandFailedException">An address cannot be listened on.</exception>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public static async Task<WebApplication> StartAsync(
        IReadOnlyList<Uri> addresses, string location, Action<IServiceCollection>? more, string hint, CancellationToken cancellationToken)
    {
        var app = Build(addresses, location, more);
        var isStarted = false;
        try
        {
            foreach (var store in app.Services.GetServices<IStoreOpening>())
            {
                await store.OpenAsync(cancellationToken);
            }

            app.MapSite();
            await app.StartAsync(cancellationToken);
            isStarted = true;
            return app;
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            throw new CommandFailedException(
                $"cannot listen on `{string.Join(';', addresses.Select(static a => a.GetLeftPart(UriPartial.Authority)))}`: {failure.Message.TrimEnd('.')}; stop what listens there, or {hint}",
                ExitCodes.Failed,
                failure);
        }
        finally
        {
            if (!isStarted)
            {
                await app.DisposeAsync();
            }
        }
    }

    /// <summary>Waits for Ctrl-C, then ends the host.</summary>
    public static async Task WaitAsync(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The way such a command ends.
        }

        await app.StopAsync(CancellationToken.None);
    }

    private static WebApplication Build(IReadOnlyList<Uri> addresses, string location, Action<IServiceCollection>? more)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "catalog" });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // What stops the start is told in one sentence by the command; the host would print its trace before that.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.WebHost.UseUrls([.. addresses.Select(static a => a.AbsoluteUri)]);
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 64_000;
            kestrel.Limits.MaxRequestLineSize = 8_192;
        });
        more?.Invoke(builder.Services);
        builder.Services.AddCatalogStore(location);
        builder.Services.AddSite(site => site.AllowedHosts = addresses.All(static a => a.IsLoopback) ? LoopbackHosts : []);
        return builder.Build();
    }
}
