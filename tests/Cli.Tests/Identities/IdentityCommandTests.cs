using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Identities;
using Catalog.Core.Servers;
using Catalog.Core.Servers.Naming;
using Catalog.Core.Snapshots;
using Catalog.Core.Tools;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Tests.Identities;

/// <summary>The commands that show names and throw history away, as a person types them.</summary>
public sealed class IdentityCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Database => _folder.File("catalog.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Identity_NamesAndImpostors_AreShownWithoutWhatATerminalObeys()
    {
        await using (var services = new ServiceCollection().AddCatalogStore(Database).BuildServiceProvider())
        {
            var writer = services.GetRequiredService<ICatalogWriter>();
            await writer.StoreAsync(Server("npm:notes"), default);
            await writer.StoreAsync(Server("npm:n0tes"), default);
            await writer.StoreAsync(Server("github:acme/keeper") with { Formerly = ServerKey.Parse("github:acme/notes") }, default);
            await services.GetRequiredService<IIdentityStore>().ReplaceStandingsAsync(
                [
                    new ServerStanding { Server = "npm:notes", Links = [new IdentityLink("github:acme/keeper", "github:acme/keeper", LinkLevel.SameOwner, ["the manifest says \u001b[31mso"])] },
                    new ServerStanding { Server = "npm:n0tes", ImpostorOf = [new Impostor("npm:notes", NameStep.Homoglyph, IsOtherOwner: false)] },
                ],
                default);
        }

        var all = await CommandRun.RunAsync("identity", "--db", Database);
        var one = await CommandRun.RunAsync("identity", "npm:notes", "--db", Database);

        Assert.Contains("  npm:n0tes looks like npm:notes, an owner that is not known to be the same: characters that look alike", all.Output, StringComparison.Ordinal);
        Assert.Contains("  also github:acme/keeper: one side says so, and both names bear one owner's name\n    the manifest says  [31mso", one.Output, StringComparison.Ordinal);
        Assert.Contains("is called github:acme/keeper now", (await CommandRun.RunAsync("identity", "github:acme/notes", "--db", Database)).Output, StringComparison.Ordinal);
        Assert.Contains("""{"counts":{"merged":0,"moved":1,"gone":0,"impostors":1}""", (await CommandRun.RunAsync("identity", "--json", "--db", Database)).Output, StringComparison.Ordinal);
        Assert.Contains("1 with the name of an established server but for a step: `catalog identity`", (await CommandRun.RunAsync("status", "--db", Database)).Output, StringComparison.Ordinal);
        Assert.Equal((1, 2), ((await CommandRun.RunAsync("identity", "npm:unknown", "--db", Database)).Code, (await CommandRun.RunAsync("identity", "nonsense", "--db", Database)).Code));
    }

    [Fact]
    public async Task Prune_DryRunThenReal_SaysTheSame()
    {
        await using (var services = new ServiceCollection().AddCatalogStore(Database).AddSingleton<TimeProvider>(new FakeTimeProvider()).BuildServiceProvider())
        {
            var writer = services.GetRequiredService<ICatalogWriter>();
            await writer.StoreAsync(Server("npm:notes"), default);
            await writer.StoreAsync(Server("npm:notes") with { License = "ISC", Tools = [] }, default);
        }

        var dry = await CommandRun.RunAsync("prune", "--dry-run", "--history", "1", "--changes", "1", "--db", Database);
        var real = await CommandRun.RunAsync("prune", "--history", "1", "--changes", "1", "--db", Database);

        Assert.StartsWith("would throw away: 2 changes, 0 crawls, 1 definitions, 1 readings, 1 verdicts, 1 snapshots;", dry.Output, StringComparison.Ordinal);
        Assert.Equal(dry.Output.Replace("would throw away", "thrown away", StringComparison.Ordinal), real.Output);
        Assert.StartsWith("thrown away: 0 changes, 0 crawls, 0 definitions", (await CommandRun.RunAsync("prune", "--history", "1", "--changes", "1", "--db", Database)).Output, StringComparison.Ordinal);
        Assert.Equal(2, (await CommandRun.RunAsync("prune", "--history", "0")).Code);
    }

    private static ServerUpdate Server(string key) => new()
    {
        Key = ServerKey.Parse(key),
        Snapshot = new Snapshot { Source = key, ContentHash = new string('a', 64), Origin = SnapshotOrigin.Source, FetchedAt = DateTimeOffset.UnixEpoch },
        Tools = [new ClassifiedTool(new ToolDefinition { Tool = "read" }, new Classification { Tool = "read", Category = Category.Read, Risk = Risk.Low, Confidence = 1, Rationale = "It says so.", Classifier = "test-1" })],
    };
}
