namespace Catalog.Cli.Tests;

public sealed class WrongUsageTests
{
    [Theory]
    [InlineData("catalog --help", "no-such-command")]
    [InlineData("catalog grant add --help", "grant", "add", "agent")]
    [InlineData("catalog gateway pins accept --help", "gateway", "pins", "accept")]
    public async Task WrongUsage_NamesTheHelpOfTheCommandThatWasMeant(string help, params string[] arguments)
    {
        var (code, _, error) = await CommandRun.RunAsync(arguments);
        Assert.Equal(2, code);
        Assert.Contains($"see `{help}`", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gateway pins list [<SERVER>] [options]", "gateway", "pins", "list")]
    [InlineData("gateway check <FILE> [options]", "gateway", "check")]
    [InlineData("policy check <FILE> [options]", "policy", "check")]
    [InlineData("gateway [<COMMAND>...] [command] [options]", "gateway")]
    public async Task Help_ShowsTheCommandsOwnArgumentsAlone(string usage, params string[] command)
    {
        var (code, output, _) = await CommandRun.RunAsync([.. command, "--help"]);
        Assert.Equal(0, code);
        Assert.Contains($" {usage}\n", output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }
}
