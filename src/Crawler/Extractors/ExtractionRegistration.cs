using System.Reflection;
using Catalog.Core.Registration;
using Catalog.Crawler.Extractors.Linking;
using Catalog.Crawler.Parsing.Workers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Catalog.Crawler.Extractors;

/// <summary>Adds the static extraction of tools to a host.</summary>
public static class ExtractionRegistration
{
    /// <summary>Adds <see cref="ISnapshotExtraction"/> with every extractor of this assembly and the pool of workers that read. Register an <see cref="IDependencySources"/> where dependencies may be fetched. Configure <see cref="LinkWorkerOptions"/> and <see cref="ParseWorkerOptions"/> to start other programs as workers.</summary>
    public static IServiceCollection AddExtraction(this IServiceCollection services)
    {
        services.AddOptions<ParseWorkerOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<LinkWorkerOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<LinkWorkerPool>();
        services.AddImplementationsOf<ILanguageExtractor>(Assembly.GetExecutingAssembly());
        services.TryAddSingleton<IDependencySources, NoDependencySources>();
        services.TryAddSingleton<ISnapshotExtraction, SnapshotExtraction>();
        return services;
    }
}
