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
}
