using Catalog.EndToEnd.Tests.Running;

namespace Catalog.EndToEnd.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Help_EveryCommand_ShowsAnExample()
    {
        using var home = new TemporaryFolder();
        var root = (await CatalogCommand.RunAsync(home.Path, ["--help"])).Expect(0);
        var commands = root.Output[root.Output.IndexOf("Commands:", StringComparison.Ordinal)..].Split('\n').Skip(1)
            .Select(static line => line.Trim().Split(' ')[0]).Where(static name => name.Length > 0).ToList();
        Assert.NotEmpty(commands);
        foreach (var command in commands)
        {
            var help = (await CatalogCommand.RunAsync(home.Path, [command, "--help"])).Expect(0);
            Assert.Contains("Example", help.Output, StringComparison.Ordinal);
            Assert.Contains("catalog " + command, help.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task UnknownCommand_IsWrongUsage()
    {
        using var home = new TemporaryFolder();
        var finished = (await CatalogCommand.RunAsync(home.Path, ["clasify"])).Expect(2);
        Assert.Contains("clasify", finished.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", finished.Error, StringComparison.Ordinal);
    }
}
