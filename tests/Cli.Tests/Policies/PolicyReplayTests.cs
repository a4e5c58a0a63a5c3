using System.Text.Json;
using Catalog.Cli.Hosting;
using Catalog.Cli.Tests.Gateways;

namespace Catalog.Cli.Tests.Policies;

/// <summary><c>catalog policy replay</c> on logs that a real gateway wrote.</summary>
public sealed class PolicyReplayTests : IDisposable
{
    private const string Candidate = """
    {"version":"1","default":"allow",
     "tools":{"send":{"deny_if":[{"conditions":[{"path":"args.to","op":"eq","value":"mallory"}]}],"limits":[{"counter":"c","window":"month","max":2,"scope":"grant"}]}},
     "resources":{"default":"deny","entries":{"file:///srv/*":{}}},
     "prompts":{"default":"deny"}}
    """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Replay_SaysWhatWouldBeDecidedOtherwise_FromTheStoreAndFromAFile(bool isFile)
    {
        await RecordAsync(isFile ? ["--log-values", "--log-file", _folder.File("log.jsonl")] : ["--log-values"]);
        await File.WriteAllTextAsync(_folder.File("candidate.json"), Candidate);
        string[] replay = ["policy", "replay", _folder.File("candidate.json"), "--log", _folder.File(isFile ? "log.jsonl" : "gateway.db")];

        var (code, output, error) = await CommandRun.RunAsync([.. replay, "--json"]);
        Assert.True(code == ExitCodes.No, error);
        using var report = JsonDocument.Parse(output);
        Assert.Equal((7, 3, 4), (Number(report, "calls"), Number(report, "same"), Number(report, "differ")));
        Assert.Equal(
            ["deny (default deny) file:///etc/passwd", "deny (default deny) review", "deny /tools/send/deny_if/0 send", "deny /tools/send/limits/0 send"],
            report.RootElement.GetProperty("differences").EnumerateArray()
                .Select(static d => $"{d.GetProperty("now").GetString()!.ToLowerInvariant()} {d.GetProperty("nowRule").GetString()} {d.GetProperty("tool").GetString()}").Order(StringComparer.Ordinal));

        (_, output, _) = await CommandRun.RunAsync(replay);
        Assert.Contains("Of 7 calls", output, StringComparison.Ordinal);
        Assert.Contains("1 × allow -> deny by (default deny): resource file:///etc/passwd of shell", output, StringComparison.Ordinal);
        Assert.Contains("prompt review of shell", output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Done, (await CommandRun.RunAsync("policy", "replay", _folder.File("allow.json"), "--log", replay[^1])).Code);
    }

    [Fact]
    public async Task Replay_OfALogWithoutValues_SaysOfWhatItCannotBeTold()
    {
        await RecordAsync([]);
        await File.WriteAllTextAsync(_folder.File("candidate.json"), Candidate);
        var (code, output, _) = await CommandRun.RunAsync("policy", "replay", _folder.File("candidate.json"), "--log", _folder.File("gateway.db"));
        Assert.Equal(ExitCodes.No, code);
        Assert.Contains("4 × cannot be told: the log holds no values of arguments", output, StringComparison.Ordinal);
        Assert.Contains("2 × cannot be told: the log holds no addresses of resources", output, StringComparison.Ordinal);
        Assert.Contains("prompt review of shell", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_OfALogThatIsNotThere_SaysWhatToName()
    {
        await File.WriteAllTextAsync(_folder.File("candidate.json"), Candidate);
        var (code, _, error) = await CommandRun.RunAsync("policy", "replay", _folder.File("candidate.json"), "--log", _folder.File("none.jsonl"));
        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains("none.jsonl` is not there", error, StringComparison.Ordinal);
    }

    private async Task RecordAsync(string[] options)
    {
        await using var gateway = await LineGateway.StartAsync(_folder, options);
        await gateway.CallAsync(1, """{"to":"ann"}""");
        await gateway.CallAsync(2, """{"to":"mallory"}""");
        await gateway.CallAsync(3, """{"to":"bob"}""");
        await gateway.CallAsync(4, """{"to":"eve"}""");
        await gateway.AskAsync(5, "resources/read", """{"uri":"file:///srv/a"}""");
        await gateway.AskAsync(6, "resources/read", """{"uri":"file:///etc/passwd"}""");
        await gateway.AskAsync(7, "prompts/get", """{"name":"review","arguments":{"lang":"c"}}""");
        Assert.Equal(0, await gateway.EndAsync());
    }

    private static int Number(JsonDocument report, string name) => report.RootElement.GetProperty(name).GetInt32();
}
