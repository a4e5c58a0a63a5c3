using System.CommandLine;
using Catalog.Cli.Classifying;
using Catalog.Cli.Clients;
using Catalog.Cli.Crawling;
using Catalog.Cli.Demonstration;
using Catalog.Cli.Hosting;
using Catalog.Cli.Identities;
using Catalog.Core.Catalogs;
using Catalog.Core.Crawls;
using Catalog.Crawler;
using Catalog.Crawler.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Commands;

/// <summary><c>catalog up</c>: the first run. Crawls what <c>data/first-run.yaml</c> lists, serves the site, and starts a gateway in front of a real server.</summary>
internal sealed class UpCommand : ICliCommand
{
    private readonly Option<int> _port = new("--port")
    {
        Description = "The site's port; the gateway takes the next one",
        HelpName = "N",
        DefaultValueFactory = static _ => 5080,
    };

    private readonly Option<string?> _db = StoreOption.Create();
    private readonly Option<string?> _overrides = OverridesOption.Create();

    public Command Build()
    {
        _port.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 65_534)
            {
                result.AddError("--port takes 1 to 65534, for the gateway takes the next one");
            }
        });
        var command = new Command("up", "Crawl a dozen well-known servers, serve their risk pages, and start a demonstration gateway") { _port, _db, _overrides };
        command.SetAction(RunAsync);
        return command.WithExamples("catalog up", "catalog up --port 8080");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var port = parsed.GetValue(_port);
        var site = new Uri($"http://127.0.0.1:{port}");
        var overrides = OverridesOption.Load(parsed, _overrides);
        var sources = CrawlSetup.ReadList("first-run.yaml").Select(static entry => entry.Source).ToList();
        await using var app = await SiteHost.StartAsync(
            [site],
            StoreOption.Locate(parsed, _db),
            services => services.AddCrawling(overrides).AddSingleton<DemoGateway>(),
            "choose other ports with --port N",
            cancellationToken);
        await output.WriteLineAsync($"The site is at {site} and fills while {sources.Count} servers are read…");
        await StoredVerdicts.JudgeAgainAsync(app.Services, error, cancellationToken);
        var display = new CrawlDisplay(error, !Console.IsErrorRedirected);
        var run = await display.ShowAsync(progress => app.Services.GetRequiredService<ICrawl>().RunAsync(sources, new CrawlOptions(), progress, cancellationToken));
        await IdentityPass.RunAsync(app.Services, cancellationToken);
        var counts = await app.Services.GetRequiredService<ICatalogReader>().CountAsync(cancellationToken);
        var failed = await RunItems.AllAsync(app.Services.GetRequiredService<ICrawlLedger>(), run.Id, cancellationToken)
            .Where(static item => item.Status is CrawlStatus.Failed or CrawlStatus.NoTools)
            .ToListAsync(cancellationToken);
        await SayHowItWentAsync(output, failed, isAll: failed.Count == run.Items, counts);

        var (demo, problem) = await app.Services.GetRequiredService<DemoGateway>().StartAsync(port + 1, cancellationToken);
        try
        {
            await (demo is null
                ? output.WriteLineAsync($"\nThe demonstration gateway did not start: {problem}")
                : SayHowToConnectAsync(output, demo));
            await output.WriteLineAsync($"\nReady: open {site} (Ctrl-C ends it)");
            await output.FlushAsync(cancellationToken);
            await SiteHost.WaitAsync(app, cancellationToken);
        }
        finally
        {
            if (demo is not null)
            {
                await demo.Gateway.DisposeAsync();
            }
        }

        return ExitCodes.Done;
    }

    private static async Task SayHowItWentAsync(TextWriter output, IReadOnlyList<CrawlItem> failed, bool isAll, CatalogCounts counts)
    {
        if (counts.Tools == 0)
        {
            throw new CommandFailedException(
                $"nothing could be fetched and nothing is stored: {failed.Select(static item => item.Reason).FirstOrDefault() ?? "no server was listed"}; connect to the network and run `catalog up` again");
        }

        foreach (var item in failed)
        {
            await output.WriteLineAsync($"  {item.Reference} was not read: {item.Reason}");
        }

        if (failed.Count > 0 && isAll)
        {
            await output.WriteLineAsync("Nothing could be fetched, perhaps for want of a network: serving what is stored.");
        }

        await output.WriteLineAsync($"{counts.Servers} servers, {counts.Tools} tools: {string.Join(", ", counts.ByCategory.OrderBy(static c => c.Key).Select(static c => $"{c.Value} {c.Key}"))}");
    }

    private static async Task SayHowToConnectAsync(TextWriter output, RunningDemo demo)
    {
        await output.WriteLineAsync($"""

            The demonstration gateway is at {demo.Gateway.Endpoint}
              in front of   the filesystem server on {demo.Folder}
              its policy    {demo.Policy}{(demo.IsEdited ? " (as you edited it)" : " (as recommended; edit it, it is read again at once)")}
              its decisions catalog log
              approvals     catalog approvals init, then catalog approvals list

            Add it to a client:
            """);
        foreach (var line in ClientLines.For(DemoGateway.Name, demo.Gateway.Endpoint))
        {
            await output.WriteLineAsync($"  {line.Client,-12}  {line.Line}");
        }
    }
}
