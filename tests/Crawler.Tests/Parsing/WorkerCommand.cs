using Catalog.Crawler.Extractors;
using Catalog.Crawler.Extractors.Linking;
using Catalog.Crawler.Parsing.Workers;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Crawler.Tests.Parsing;

/// <summary>The command lines of the workers that are built beside the tests.</summary>
internal static class WorkerCommand
{
    public static IReadOnlyList<string> For(params string[] arguments) =>
        [Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Catalog.ParseWorker.exe" : "Catalog.ParseWorker"), .. arguments];

    /// <summary>Adds the extraction with the workers that all tests share: to start some anew takes far longer than nearly all that they are asked.</summary>
    public static IServiceCollection AddExtractionOfTests(this IServiceCollection services) => services.AddSingleton(SharedWorkers.Pool).AddExtraction();

    /// <summary>Adds the extraction with workers of its own, one for snapshots and two for files.</summary>
    public static IServiceCollection AddExtractionApart(this IServiceCollection services) => services.AddExtraction()
        .Configure<LinkWorkerOptions>(static o => (o.Command, o.Workers) = (For(LinkWorkerOptions.Verb), 1))
        .Configure<ParseWorkerOptions>(static o => (o.Command, o.Workers) = (For(ParseWorkerOptions.Verb), 2));
}
