using Catalog.Classifier;
using Catalog.Classifier.Overrides;
using Catalog.Cli.Hosting;
using Catalog.Core.Sources;
using Catalog.Crawler;
using Catalog.Crawler.Extractors;
using Catalog.Crawler.Registration;
using Catalog.Crawler.Sources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Catalog.Cli.Crawling;

/// <summary>Puts the crawler together for the commands that crawl, and reads the lists of sources that come with the command.</summary>
internal static class CrawlSetup
{
    /// <summary>Adds the crawler, the extraction and the classifier, with this user's folders and what the environment names.</summary>
    public static IServiceCollection AddCrawling(this IServiceCollection services, OverrideSet? overrides = null)
    {
        services.AddLogging(static logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.AddClassifier(overrides);
        services.AddExtraction();
        return services.AddCrawler(new CrawlerOptions
        {
            DataFolder = DataHome.Path,
            GitHubToken = Environment.GetEnvironmentVariable("GITHUB_TOKEN") is { Length: > 0 } token ? token : null,
        });
    }

    /// <summary>The entries of a list that comes with the command, for example <c>sources.yaml</c>.</summary>
    /// <exception cref="CommandFailedException">The list has errors; the message names each with its line.</exception>
    public static IReadOnlyList<SourceFileEntry> ReadList(string file)
    {
        using var reader = new StreamReader(DataFiles.Open(file));
        var list = SourceFileReader.Read(reader);
        return list.Errors.Count == 0
            ? list.Entries
            : throw new CommandFailedException(string.Join('\n', list.Errors.Select(error => $"data/{file}:{error.Line}: {error.Message}")));
    }

    /// <summary>The references that the user named.</summary>
    /// <exception cref="CommandFailedException">One of them is none; exit code 2.</exception>
    public static IReadOnlyList<SourceReference> Parse(IEnumerable<string> texts) =>
    [
        .. texts.Select(static text => SourceReference.TryParse(text, out var reference, out var error)
            ? reference
            : throw new CommandFailedException(error, ExitCodes.Usage)),
    ];
}
