using System.CommandLine;
using System.Text.Json;
using Catalog.Cli.Hosting;
using Catalog.Cli.Identities;
using Catalog.Core.Catalogs;
using Catalog.Core.Identities;
using Catalog.Core.Servers;
using Catalog.Core.Tools;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Commands;

/// <summary><c>catalog identity</c>: the other names of a server and how well each is proven; without a server, which ones bear a name like an established one's.</summary>
internal sealed class IdentityCommand : ICliCommand
{
    private readonly Argument<string?> _server = new("SERVER") { Arity = ArgumentArity.ZeroOrOne, Description = "A server's key, also an older one; all with the name of an established server but for a step where it is left out" };
    private readonly Option<int> _limit = new("--limit") { Description = "How many to print", HelpName = "N", DefaultValueFactory = static _ => 50 };
    private readonly Option<bool> _json = new("--json") { Description = "Print it as JSON" };
    private readonly Option<string?> _db = StoreOption.Create();

    public Command Build()
    {
        _limit.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 100_000)
            {
                result.AddError("--limit is a number from 1 to 100000");
            }
        });
        var command = new Command("identity", "Show under which names a server is known and how well each is proven, and which servers look like established ones") { _server, _limit, _json, _db };
        command.SetAction(RunAsync);
        return command.WithExamples("catalog identity", "catalog identity npm:@modelcontextprotocol/server-filesystem");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddCatalogStore(StoreOption.Locate(parsed, _db)).BuildServiceProvider();
        await StoreOption.OpenExistingAsync(services, cancellationToken);
        var (store, output) = (services.GetRequiredService<IIdentityStore>(), parsed.InvocationConfiguration.Output);
        if (parsed.GetValue(_server) is not { } text)
        {
            var (counts, found) = (await store.CountAsync(cancellationToken), await store.ListImpostorsAsync(0, parsed.GetValue(_limit), cancellationToken));
            await output.WriteAsync(parsed.GetValue(_json)
                ? JsonSerializer.Serialize(new { Counts = counts, Impostors = found.Items }, ToolDefinitionJson.Options) + "\n"
                : IdentityPrinter.Print(counts, found));
            return ExitCodes.Done;
        }

        if (!ServerKey.TryParse(text, out var key))
        {
            throw new CommandFailedException($"`{text}` is no server key: write it as `catalog crawl` prints it, for example npm:NAME", ExitCodes.Usage);
        }

        var identity = await store.FindAsync(key, cancellationToken);
        if (identity.MovedTo is null && await services.GetRequiredService<ICatalogReader>().FindServerOrNullAsync(key, cancellationToken) is null)
        {
            throw new CommandFailedException($"the catalog holds no `{key}`: crawl it first with `catalog crawl {key}`", ExitCodes.No);
        }

        await output.WriteAsync(parsed.GetValue(_json) ? JsonSerializer.Serialize(new { Server = key, Identity = identity }, ToolDefinitionJson.Options) + "\n" : IdentityPrinter.Print(key, identity));
        return ExitCodes.Done;
    }
}
