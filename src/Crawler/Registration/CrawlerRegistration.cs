using Catalog.Core.Registration;
using Catalog.Crawler.Archives;
using Catalog.Crawler.Extractors;
using Catalog.Crawler.Fetching;
using Catalog.Crawler.Fetching.Nuget;
using Catalog.Crawler.Fetching.Pypi;
using Catalog.Crawler.GitHub;
using Catalog.Crawler.Introspection;
using Catalog.Crawler.Pipeline;
using Catalog.Crawler.Reclassifying;
using Catalog.Crawler.Sources;
using Catalog.Crawler.Web;
using Catalog.Crawler.Web.Robots;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Catalog.Crawler.Registration;

/// <summary>Registers the crawler.</summary>
public static class CrawlerRegistration
{
    /// <summary>
    /// Adds <see cref="ICrawl"/> and <see cref="ISourceReading"/>. What is needed beside: logging, the extraction, a classifier, and for
    /// <see cref="ICrawl"/> a store (<c>ICrawlQueue</c>, <c>ICrawlLedger</c>).
    /// </summary>
    /// <param name="services">Where to add.</param>
    /// <param name="options">What the crawler needs to know of this machine; <see cref="CrawlerOptions.DataFolder"/> must be set.</param>
    /// <exception cref="ArgumentException">An option is out of its range; the message names it.</exception>
    public static IServiceCollection AddCrawler(this IServiceCollection services, CrawlerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!Path.IsPathFullyQualified(options.DataFolder) || !Path.IsPathFullyQualified(options.TemporaryFolder))
        {
            throw new ArgumentException("`DataFolder` and `TemporaryFolder` must be absolute paths", nameof(options));
        }

        if (options.Parallelism is < 1 or > 64)
        {
            throw new ArgumentException("`Parallelism` must be 1 to 64", nameof(options));
        }

        if (options.Connections is < 1 or > 64 || options.Fetches is < 1 or > 256)
        {
            throw new ArgumentException("`Connections` must be 1 to 64, `Fetches` 1 to 256", nameof(options));
        }

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(options);
        return services.AddSources().AddFetching().AddReading().AddPipeline();
    }

    /// <summary>Adds <see cref="IArtefactPruning"/>, over the folder that the options name. What is needed beside: a store (<c>ICrawlLedger</c>).</summary>
    public static IServiceCollection AddArtefactPruning(this IServiceCollection services, CrawlerOptions options)
    {
        services.TryAddSingleton(options);
        services.TryAddSingleton<SnapshotStore>();
        services.TryAddSingleton<IArtefactPruning, ArtefactPruning>();
        return services;
    }

    /// <summary>Adds <see cref="IReclassification"/>. What is needed beside: a classifier and a store (<c>IVerdictStore</c>).</summary>
    public static IServiceCollection AddReclassification(this IServiceCollection services)
    {
        services.TryAddSingleton<IReclassification, Reclassification>();
        return services;
    }

    private static IServiceCollection AddSources(this IServiceCollection services)
    {
        services.TryAddSingleton<SourceListing>();
        return services.AddImplementationsOf<IServerSource>(typeof(CrawlerRegistration).Assembly);
    }

    private static IServiceCollection AddFetching(this IServiceCollection services)
    {
        services.TryAddSingleton<WorkFolders>();
        services.TryAddSingleton<SnapshotStore>();
        services.TryAddSingleton<NpmClient>();
        services.TryAddSingleton<NpmSettings>();
        services.TryAddSingleton<NpmRegistry>();
        services.TryAddSingleton<INpmInstallation, NpmInstallation>();
        services.Replace(ServiceDescriptor.Singleton<IDependencySources, NpmDependencySources>());
        services.TryAddSingleton<PipConfiguration>();
        services.TryAddSingleton<PypiIndex>();
        services.TryAddSingleton<NugetConfiguration>();
        services.TryAddSingleton<NugetFeeds>();
        services.TryAddSingleton<GitClient>();
        services.TryAddSingleton<GitTree>();
        services.TryAddSingleton<GitHeads>();
        services.TryAddSingleton<WebWaits>();
        services.TryAddSingleton<WebTraffic>();
        services.TryAddSingleton<HostStates>();
        services.TryAddSingleton<WebClients>();
        services.TryAddSingleton<RobotsGate>();
        services.TryAddSingleton<IGitHub, GitHubClient>();
        return services.AddImplementationsOf<ISnapshotFetcher>(typeof(CrawlerRegistration).Assembly);
    }

    private static IServiceCollection AddReading(this IServiceCollection services)
    {
        services.TryAddSingleton(static provider => new Unpacker(provider.GetRequiredService<CrawlerOptions>().Limits));
        services.TryAddSingleton<Sandbox>();
        services.TryAddSingleton<ServerRun>();
        services.AddImplementationsOf<ISnapshotRunner>(typeof(CrawlerRegistration).Assembly);
        return services.AddImplementationsOf<ILiveServer>(typeof(CrawlerRegistration).Assembly);
    }

    private static IServiceCollection AddPipeline(this IServiceCollection services)
    {
        services.TryAddSingleton<ReadersInUse>();
        services.TryAddSingleton<SnapshotFetching>();
        services.TryAddSingleton<SnapshotReading>();
        services.TryAddSingleton<Storing>();
        services.TryAddSingleton<ISourceReading, OneByOneReading>();
        services.TryAddSingleton<ICrawl, Crawl>();
        return services;
    }
}
