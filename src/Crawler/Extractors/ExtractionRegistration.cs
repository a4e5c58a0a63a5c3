using System.Reflection;
using Catalog.Core.Registration;
using Catalog.Crawler.Parsing.Workers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Catalog.Crawler.Extractors;

/// <summary>Adds the static extraction of tools to a host.</summary>
public static class ExtractionRegistration
{
    /// <summary>Adds <see cref="ISnapshotExtraction"/> with every extractor of this assembly and the pool of parse workers. Configure <see cref="ParseWorkerOptions"/> to start another program as worker.</summary>
    public static IServiceCollection AddExtraction(this IServiceCollection services)
    {
        services.AddOptions<ParseWorkerOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<ParseWorkerPool>();
        services.AddImplementationsOf<ILanguageExtractor>(Assembly.GetExecutingAssembly());
        services.TryAddSingleton<ISnapshotExtraction, SnapshotExtraction>();
        return services;
    }
}
