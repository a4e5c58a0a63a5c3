using Catalog.Api.Attacks;
using Catalog.Api.Disputes;
using Catalog.Api.Search;
using Catalog.Api.Tools;
using Catalog.Core.Registration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Catalog.Api.Shell;

/// <summary>The site and its JSON twin, for a host to serve.</summary>
public static class SiteRegistration
{
    /// <summary>
    /// Adds the site. The host also adds a store (<see cref="Core.Catalogs.ICatalogReader"/> and <see cref="Core.Disputes.IDisputeStore"/>). The attack
    /// patterns are read and checked when the site is mapped; an error there stops the start and names the file.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Settles the options; null keeps the defaults.</param>
    public static IServiceCollection AddSite(this IServiceCollection services, Action<SiteOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<SiteOptions>().ValidateDataAnnotations().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(static _ => AttackLibrary.LoadEmbedded());
        services.AddSingleton<DisputeGate>();
        services.AddSingleton<ToolLists>();
        services.AddSingleton<ToolViews>();
        services.AddImplementationsOf<ISiteTopic>(typeof(SiteRegistration).Assembly);
        services.AddRouting();
        services.AddOpenApi();
        return services;
    }

    /// <summary>Maps every route of the site. Call it before other routes are mapped: it settles how paths are read.</summary>
    public static WebApplication MapSite(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var options = app.Services.GetRequiredService<IOptions<SiteOptions>>().Value;
        app.UseMiddleware<SecurityHeaders>(options.AllowedHosts);
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = FailurePage.AnswerAsync, SuppressDiagnosticsCallback = static _ => false });
        app.UseMiddleware<RawPath>();
        app.UseRouting();
        var routes = app.MapGroup("");
        foreach (var topic in app.Services.GetServices<ISiteTopic>())
        {
            topic.Map(routes);
        }

        routes.MapOpenApi("/openapi.json").ExcludeFromDescription();
        routes.MapFallback("{**path}", static (HttpContext context) => NotFoundPage.Answer(new PageRequest(context))).ExcludeFromDescription();
        return app;
    }
}
