using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Catalog.Cli.Hosting;
using Catalog.Cli.Reviewing;
using Catalog.Core.Changes;
using Catalog.Core.Servers;
using Catalog.Core.Tools;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Commands;

/// <summary><c>catalog changes</c>: what appeared, changed and vanished, and what of it a person should look at.</summary>
internal sealed class ChangesCommand : ICliCommand
{
    private readonly Option<string?> _since = new("--since") { Description = "Only since then: a date (2026-03-01, or with a time, UTC) or the number of a crawl", HelpName = "DATE|RUN" };
    private readonly Option<string?> _server = new("--server") { Description = "Only of this server", HelpName = "SERVER" };
    private readonly Option<bool> _marked = new("--marked") { Description = "Only what a person should look at: risk went up, a schema is wider, a hint is gone or false, instructions slipped in" };
    private readonly Option<bool> _baseline = new("--with-baseline") { Description = "Also where the catalog starts: what its first crawl found" };
    private readonly Option<int> _limit = new("--limit") { Description = "How many to print, the newest", HelpName = "N", DefaultValueFactory = static _ => 50 };
    private readonly Option<bool> _fail = new("--fail-on-marked") { Description = "Exit code 1 where any that matches is marked" };
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object" };
    private readonly Option<string?> _db = StoreOption.Create();

    public Command Build()
    {
        _limit.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1000)
            {
                result.AddError("--limit is a number from 1 to 1000");
            }
        });
        var command = new Command("changes", "List what appeared, changed and vanished, and say what a person should look at") { _since, _server, _marked, _baseline, _limit, _fail, _json, _db };
        command.SetAction(RunAsync);
        return command.WithExamples("catalog changes --marked", "catalog changes --since 2026-03-01 --server npm:@modelcontextprotocol/server-filesystem", "catalog changes --since 12 --fail-on-marked --json");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var query = Query(parsed);
        await using var services = new ServiceCollection().AddCatalogStore(StoreOption.Locate(parsed, _db)).BuildServiceProvider();
        await StoreOption.OpenExistingAsync(services, cancellationToken);
        var log = services.GetRequiredService<IChangeLog>();
        var found = await log.ListAsync(query, cancellationToken);
        var counts = await log.CountAsync(query, cancellationToken);
        var marked = counts.Sum(static count => count.Marked);
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(_json))
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(new { found.Total, Marked = marked, Counts = counts, Changes = found.Items }, ToolDefinitionJson.Options).AsMemory(), cancellationToken);
        }
        else
        {
            ChangePrinter.Print(output, found, counts);
        }

        return parsed.GetValue(_fail) && marked > 0 ? ExitCodes.No : ExitCodes.Done;
    }

    private ChangeQuery Query(ParseResult parsed)
    {
        var query = new ChangeQuery { MarkedOnly = parsed.GetValue(_marked), WithBaseline = parsed.GetValue(_baseline), Limit = parsed.GetValue(_limit) };
        if (parsed.GetValue(_server) is { } server)
        {
            query = query with
            {
                Server = ServerKey.TryParse(server, out var key) ? key : throw new CommandFailedException($"`{server}` is no server key: write it as `catalog crawl` prints it, for example npm:NAME", ExitCodes.Usage),
                WithBaseline = true,
            };
        }

        return parsed.GetValue(_since) switch
        {
            null => query,
            var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var run) => query with { SinceRun = run },
            var text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) => query with { Since = moment },
            var text => throw new CommandFailedException($"`{text}` is no date and no number of a crawl: write 2026-03-01, or take a number from `catalog crawl --json`", ExitCodes.Usage),
        };
    }
}
