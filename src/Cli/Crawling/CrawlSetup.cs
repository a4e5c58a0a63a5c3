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
    /// <summary>A quota of GitHub begins anew after an hour at the latest: who has all night waits for it.</summary>
    private static readonly TimeSpan AllNight = TimeSpan.FromMinutes(65);

    /// <summary>Adds the crawler, the extraction and the classifier, with this user's folders and what the environment names.</summary>
    /// <param name="services">Where to add.</param>
    /// <param name="overrides">Verdicts of people; null for those that come with the command.</param>
    /// <param name="hasTime">True where nobody sits and waits: limits of hosts are then waited for, however long they last.</param>
    /// <param name="allowPrivate">True where lists may lead to addresses of this network.</param>
    public static IServiceCollection AddCrawling(this IServiceCollection services, OverrideSet? overrides = null, bool hasTime = false, bool allowPrivate = false)
    {
        services.AddLogging(static logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.AddClassifier(overrides);
        services.AddExtraction();
        var options = new CrawlerOptions
        {
            DataFolder = DataHome.Path,
            GitHubToken = Variable("GITHUB_TOKEN"),
            GitHubApi = Address("GITHUB_API_URL") ?? new CrawlerOptions().GitHubApi,
            GitHubArchives = Address("CATALOG_GITHUB_ARCHIVES"),
            AllowPrivate = allowPrivate,
        };
        options.Contact = Variable("CATALOG_CONTACT") ?? options.Contact;
        options.LongestWait = hasTime ? AllNight : options.LongestWait;
        return services.AddCrawler(options).AddReclassification();
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static Uri? Address(string name) => Variable(name) is not { } text ? null
        : Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? address
        : throw new CommandFailedException($"`{name}` is set to `{text}`, which is no http address; write https://HOST/ or unset it", ExitCodes.Usage);

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
