using System.Text.Json;
using Catalog.Cli.Hosting;
using Catalog.Core.Decisions;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Tests.Gateways;

/// <summary>The log of a gateway as its operator sees it: what is kept of arguments, files that were gone on in new ones, and changes that nobody should make.</summary>
public sealed class LogOptionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Log => _folder.File("log.jsonl");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LogValues_KeepsArguments_ButNoSecrets(bool values)
    {
        await using (var gateway = await LineGateway.StartAsync(_folder, ["--log-file", Log, .. values ? ["--log-values"] : Array.Empty<string>()]))
        {
            await gateway.CallAsync(1, """{"to":"ann","password":"hunter2"}""");
            Assert.Equal(0, await gateway.EndAsync());
        }

        var (exitCode, output, _) = await CommandRun.RunAsync("log", "--log-file", Log, "--json", "--tool", "send", "--decision", "allow");
        Assert.Equal(ExitCodes.Done, exitCode);
        using var entry = JsonDocument.Parse(output);
        Assert.Equal(["to", "password"], entry.RootElement.GetProperty("argumentKeys").EnumerateArray().Select(static key => key.GetString()));
        Assert.Equal(values ? """{"to":"ann","password":"[REDACTED]"}""" : null, entry.RootElement.TryGetProperty("arguments", out var arguments) ? arguments.GetString() : null);
        Assert.DoesNotContain("hunter2", await File.ReadAllTextAsync(Log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LogVerify_FollowsTheChainThroughRotatedFiles()
    {
        const int Entries = 60;
        await using (var services = new ServiceCollection().AddLogging().AddGatewayStore(_folder.File("gateway.db"), new DecisionLogOptions { File = Log, SegmentBytes = 2048 }).BuildServiceProvider())
        {
            var log = services.GetRequiredService<IDecisionLog>();
            for (var i = 0; i < Entries; i++)
            {
                await log.AppendAsync(new DecisionLogEntry { Time = TimeProvider.System.GetUtcNow(), Server = "s", Tool = $"t{i}", Decision = DecisionKind.Deny }, TestContext.Current.CancellationToken);
                if (i % 5 == 0)
                {
                    // On its way to the disk, so that the next ones are another batch.
                    await log.CheckAsync(TestContext.Current.CancellationToken);
                }
            }
        }

        var rotated = Directory.GetFiles(_folder.Path, "log-*.jsonl").Order(StringComparer.Ordinal).ToList();
        Assert.True(rotated.Count >= 2, string.Join(' ', rotated));
        var (exitCode, output, _) = await CommandRun.RunAsync("log", "verify", "--log-file", Log, "--json");
        Assert.Equal(ExitCodes.Done, exitCode);
        using (var check = JsonDocument.Parse(output))
        {
            Assert.Equal(Entries, check.RootElement.GetProperty("entries").GetInt32());
            var head = check.RootElement.GetProperty("head").GetString()!;
            Assert.Equal(ExitCodes.Done, (await CommandRun.RunAsync("log", "verify", "--log-file", Log, "--hash", head)).Code);
            Assert.Equal(ExitCodes.No, (await CommandRun.RunAsync("log", "verify", "--log-file", Log, "--hash", new string('a', 64))).Code);
        }

        Assert.Equal(Entries, (await CommandRun.RunAsync("log", "--log-file", Log, "--json", "--limit", "1000")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        await File.WriteAllTextAsync(rotated[0], (await File.ReadAllTextAsync(rotated[0])).Replace("\"t1\"", "\"tX\"", StringComparison.Ordinal));
        Assert.Equal(ExitCodes.No, (await CommandRun.RunAsync("log", "verify", "--log-file", Log)).Code);
    }

    [Fact]
    public async Task Log_WhoseEndIsGone_IsToldAtTheStartAndNoCallGoesThroughOnTrust()
    {
        await using (var gateway = await LineGateway.StartAsync(_folder, "--log-file", Log))
        {
            await gateway.CallAsync(1, "{}");
            Assert.Equal(0, await gateway.EndAsync());
        }

        File.Delete(Log);
        await using var again = await LineGateway.StartAsync(_folder, "--log-file", Log);

        Assert.Contains("-31002", await again.AskAsync(2, "tools/call", """{"name":"send","arguments":{}}"""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task LogVerify_FileThatIsGone_IsMissed(bool isLast)
    {
        await using (var services = new ServiceCollection().AddLogging().AddGatewayStore(_folder.File("gateway.db"), new DecisionLogOptions { File = Log, SegmentBytes = 1024, Sync = true }).BuildServiceProvider())
        {
            for (var i = 0; i < 30; i++)
            {
                await services.GetRequiredService<IDecisionLog>().AppendAsync(new DecisionLogEntry { Time = TimeProvider.System.GetUtcNow(), Server = "s", Tool = $"t{i}", Decision = DecisionKind.Deny }, TestContext.Current.CancellationToken);
            }
        }

        var rotated = Directory.GetFiles(_folder.Path, "log-*.jsonl").Order(StringComparer.Ordinal).ToList();
        Assert.True(rotated.Count >= 3, string.Join(' ', rotated));
        File.Delete(isLast ? Log : rotated[1]);
        Assert.Equal(ExitCodes.No, (await CommandRun.RunAsync("log", "verify", "--log-file", Log)).Code);
    }
}
