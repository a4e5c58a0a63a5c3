using System.CommandLine;
using Catalog.Cli.Classifying;
using Catalog.Cli.Crawling;
using Catalog.Cli.Hosting;
using Catalog.Cli.Identities;
using Catalog.Cli.Operating;
using Catalog.Cli.SecondOpinions;
using Catalog.Core.Catalogs;
using Catalog.Core.Crawls;
using Catalog.Core.Identities;
using Catalog.Core.Servers;
using Catalog.Core.Sources;
using Catalog.Crawler;
using Catalog.Crawler.Pipeline;
using Catalog.Crawler.Web;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Commands;

/// <summary><c>catalog crawl</c>: discovers, fetches, extracts, classifies, stores; what has not changed is not fetched anew, and what was broken off is gone on with.</summary>
internal sealed class CrawlCommand : ICliCommand
{
    private readonly Argument<string[]> _sources = new("SOURCE")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "What to crawl, for example npm:NAME or git:URL#FOLDER (default: what data/sources.yaml lists for today)",
    };

    private readonly Option<bool> _introspect = new("--introspect") { Description = "Ask running servers too: install npm packages without their scripts, run them in a sandbox without network" };
    private readonly Option<bool> _unsafe = new("--unsafe-no-sandbox") { Description = "Run servers of strangers with all your rights where there is no sandbox" };
    private readonly Option<bool> _anew = new("--anew") { Description = "Read again what has not changed" };
    private readonly Option<bool> _worker = new("--worker") { Description = "Help with unfinished crawls of others on the same catalog, and wait for more until Ctrl-C" };
    private readonly Option<bool> _untilEmpty = new("--until-empty") { Description = "With --worker: end when nothing is left to do" };
    private readonly Option<bool> _everything = new("--all") { Description = "Take what data/sources.yaml lists for other days too" };
    private readonly Option<bool> _private = new("--allow-private") { Description = "Let lists lead to addresses of this machine and its network" };
    private readonly Option<bool> _json = new("--json") { Description = "Print the run as JSON" };
    private readonly Option<string?> _metrics = new("--metrics") { HelpName = "FILE", Description = "Write figures for alerts to a file when it ends, for the textfile collector of Prometheus" };
    private readonly Option<string?> _db = StoreOption.Create();
    private readonly Option<string?> _overrides = OverridesOption.Create();
    private readonly SecondOpinionArguments _opinion = new();

    public Command Build()
    {
        var command = new Command("crawl", "Find MCP servers, read their tools, classify and store them") { _sources, _introspect, _unsafe, _anew, _everything, _private, _worker, _untilEmpty, _metrics, _json, _db, _overrides };
        _opinion.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_worker) ? result.GetValue(_sources)?.Length > 0 || result.GetValue(_everything) || result.GetValue(_anew) || result.GetValue(_json) : result.GetValue(_untilEmpty))
            {
                result.AddError("--worker takes no SOURCE, --all, --anew or --json: it does what others have begun; --until-empty goes with --worker");
            }
        });
        command.SetAction(RunAsync);
        return command.WithExamples("catalog crawl", "catalog crawl npm:@modelcontextprotocol/server-memory", "catalog crawl --introspect npm:tavily-mcp@0.2.22", "catalog crawl --worker --db postgres://catalog@db.example.org/catalog");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var named = parsed.GetValue(_sources) ?? [];
        var helps = parsed.GetValue(_worker);
        var references = helps ? [] : named.Length > 0 ? CrawlSetup.Parse(named) : Listed(parsed.GetValue(_everything));
        await using var services = _opinion.Register(new ServiceCollection().AddCrawling(OverridesOption.Load(parsed, _overrides), hasTime: named.Length == 0, parsed.GetValue(_private)).AddCatalogStore(StoreOption.Locate(parsed, _db)), parsed).BuildServiceProvider();
        foreach (var store in services.GetServices<IStoreOpening>())
        {
            await store.OpenAsync(cancellationToken);
        }

        var options = new CrawlOptions { Introspect = parsed.GetValue(_introspect), UnsafeNoSandbox = parsed.GetValue(_unsafe), Anew = parsed.GetValue(_anew) };
        var display = new CrawlDisplay(parsed.InvocationConfiguration.Error, !Console.IsErrorRedirected && !parsed.GetValue(_json));
        services.GetRequiredService<WebWaits>().Listen(display.Wait);
        var crawl = services.GetRequiredService<ICrawl>();
        if (helps)
        {
            // What the log of a service shows for hours where nothing is to be done.
            if (!parsed.GetValue(_untilEmpty))
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync("waits for crawls to help with; Ctrl-C ends it");
            }

            await display.ShowAsync(async progress =>
            {
                await crawl.HelpAsync(options, parsed.GetValue(_untilEmpty), progress, cancellationToken);
                return true;
            });
            return ExitCodes.Done;
        }

        await StoredVerdicts.JudgeAgainAsync(services, parsed.InvocationConfiguration.Error, cancellationToken);
        var run = await display.ShowAsync(progress => crawl.RunAsync(references, options, progress, cancellationToken));
        var names = await IdentityPass.RunAsync(services, cancellationToken);
        if (parsed.GetValue(_metrics) is { } file)
        {
            await FiguresFile.WriteAsync(file, await OperationFigures.ReadAsync(services, cancellationToken), cancellationToken);
        }

        var output = parsed.InvocationConfiguration.Output;
        var ledger = services.GetRequiredService<ICrawlLedger>();
        if (parsed.GetValue(_json))
        {
            await RunJson.WriteAsync(output, run, services.GetRequiredService<WebTraffic>(), names, ledger, cancellationToken);
        }
        else
        {
            var catalog = services.GetRequiredService<ICatalogReader>();
            await CrawlTable.WriteAsync(output, run, ledger, async key => (await catalog.ListToolsAsync(ServerKey.Parse(key), withUnreached: false, cancellationToken)).Count, cancellationToken);
            if (names != IdentityCounts.None)
            {
                await output.WriteLineAsync(IdentityPass.Sentence(names));
            }

            await output.WriteLineAsync(RunSummary.Line(run, services.GetRequiredService<WebTraffic>(), names));
        }

        return run.Failed == 0 ? ExitCodes.Done : run.Failed < run.Items ? ExitCodes.No : ExitCodes.Failed;
    }

    private static List<SourceReference> Listed(bool everything)
    {
        var now = TimeProvider.System.GetUtcNow();
        return [.. CrawlSetup.ReadList("sources.yaml").Where(entry => everything || entry.IsDue(now)).Select(static entry => entry.Source)];
    }
}
