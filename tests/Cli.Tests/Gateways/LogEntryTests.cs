using System.Text.Json;
using Catalog.Cli.Hosting;

namespace Catalog.Cli.Tests.Gateways;

/// <summary><c>catalog log --id</c> on the log of a real gateway.</summary>
public sealed class LogEntryTests : IDisposable
{
    private const string Policy = """{"version":"1","default":"deny","tools":{"send":{"deny_if":[{"on_deny":"Not to her","conditions":[{"path":"args.to","op":"eq","value":"mallory"}]}],"approval":{"message":"Really","when":[{"path":"args.to","op":"eq","value":"bob"}]}}}}""";

    private readonly TemporaryFolder _folder = new();

    private string Store => _folder.File("gateway.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task LogId_ShowsOneDecisionWhole_AndTheRequestThatItWaitsFor()
    {
        await using (var gateway = await LineGateway.StartWithAsync(Policy, _folder))
        {
            await gateway.CallAsync(1, """{"to":"mallory"}""");
            await gateway.CallAsync(2, """{"to":"bob"}""");
            await gateway.CallAsync(3, """{"to":"ann"}""");
            Assert.Equal(0, await gateway.EndAsync());
        }

        var entries = (await CommandRun.RunAsync("log", "--store", Store, "--json")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonDocument.Parse(line).RootElement).ToList();
        var denied = IdOf(entries, "deny");
        var (code, output, _) = await CommandRun.RunAsync("log", "--id", denied, "--store", Store);
        Assert.Equal(ExitCodes.Done, code);
        Assert.Contains("rule                 /tools/send/deny_if/0", output, StringComparison.Ordinal);
        Assert.Contains("argumentKeys         [\"to\"]", output, StringComparison.Ordinal);
        Assert.DoesNotContain("mallory", output, StringComparison.Ordinal);
        Assert.DoesNotContain("request for approval", output, StringComparison.Ordinal);

        var pending = entries.Single(static e => e.GetProperty("decision").GetString() == "pending");
        var approval = pending.GetProperty("approval").GetString()!;
        (code, var byEntry, _) = await CommandRun.RunAsync("log", "--id", IdOf(entries, "pending"), "--store", Store);
        Assert.Equal(ExitCodes.Done, code);
        Assert.Contains("request for approval", byEntry, StringComparison.Ordinal);
        Assert.Contains(approval, byEntry, StringComparison.Ordinal);
        Assert.Equal(byEntry, (await CommandRun.RunAsync("log", "--id", approval, "--store", Store)).Output);

        using var whole = JsonDocument.Parse((await CommandRun.RunAsync("log", "--id", approval, "--store", Store, "--json")).Output);
        Assert.Equal("pending", Assert.Single(whole.RootElement.GetProperty("entries").EnumerateArray()).GetProperty("decision").GetString());
        Assert.Equal(approval, whole.RootElement.GetProperty("approval").GetProperty("id").GetString());
    }

    [Fact]
    public async Task LogId_ThatNobodyHas_SaysSo()
    {
        Assert.Equal(ExitCodes.Done, (await CommandRun.RunAsync("grant", "add", "--label", "x", "--store", Store)).Code);
        var (code, _, error) = await CommandRun.RunAsync("log", "--id", "nobody", "--store", Store);
        Assert.Equal(ExitCodes.No, code);
        Assert.Contains("`nobody`", error, StringComparison.Ordinal);
    }

    private static string IdOf(IEnumerable<JsonElement> entries, string decision) => entries.Single(e => e.GetProperty("decision").GetString() == decision).GetProperty("id").GetString()!;
}
