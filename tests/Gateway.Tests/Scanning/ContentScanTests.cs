using System.Text;
using Catalog.Core.Decisions;
using Catalog.Gateway.Scanning;
using Catalog.Gateway.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Gateway.Tests.Scanning;

/// <summary>What is found in answers, however it is written, and what of them stays.</summary>
public sealed class ContentScanTests
{
    private static readonly IReadOnlyList<ScanCase> All = Cases.Read<ScanCase>("Scanning", "scanning.json");

    public static TheoryData<string> Notes => [.. All.Select(static c => c.Note)];

    [Theory]
    [MemberData(nameof(Notes))]
    public void Case_IsRedactedAsItSays(string note)
    {
        var wanted = All.Single(c => c.Note == note);
        var result = Redacting().Look(Encoding.UTF8.GetBytes(wanted.Answer.Replace("~", "", StringComparison.Ordinal)));

        Assert.Equal(wanted.Found, result.Found.Keys);
        Assert.Equal(wanted.Seen ?? wanted.Answer.Replace("~", "", StringComparison.Ordinal), Encoding.UTF8.GetString(result.Bytes.Span));
    }

    [Fact]
    public void Warning_ChangesNothing_AndBlockingNamesItsReason()
    {
        var answer = Encoding.UTF8.GetBytes("""{"result":{"content":[{"text":"a\u200bb"}]}}""");

        var warned = Of(new ScanOptions { HiddenText = ScanAction.Warn }).Look(answer);
        Assert.True(warned.Bytes.Span.SequenceEqual(answer));
        Assert.Equal((1, null), (warned.Found["hidden-text"], warned.Blocking));
        Assert.Equal("hidden-text", Of(new ScanOptions { HiddenText = ScanAction.Block }).Look(answer).Blocking);
    }

    [Theory]
    [InlineData("""{"result":{"content":[{"text":"\ud800 x"}]}}""")]
    [InlineData("""{"result":{"structuredContent":{"\udc00":1}}}""")]
    public void TextThatCannotBeRead_IsWithheld_WhereAnythingIsToBeKeptBack(string answer)
    {
        Assert.Equal("unreadable-text", Redacting().Look(Encoding.UTF8.GetBytes(answer)).Blocking);
        var warned = Of(new ScanOptions { Secrets = ScanAction.Warn }).Look(Encoding.UTF8.GetBytes(answer));
        Assert.Equal((null, 1), (warned.Blocking, warned.Found.Count));
    }

    [Fact]
    public void LongTexts_TakeTimeInProportion()
    {
        var scan = Of(new ScanOptions { Secrets = ScanAction.Redact, HiddenText = ScanAction.Redact, Patterns = [new ScanPattern("nested", "(a+)+$", ScanAction.Warn)] });
        // Patterns that look back would need longer than the sun lives.
        var text = new string('a', 200_000) + "!" + string.Concat(Enumerable.Repeat("eyJ://:", 20_000));
        Assert.Empty(scan.Look(Encoding.UTF8.GetBytes($$$"""{"result":{"content":[{"text":"{{{text}}}"}]}}""")).Found);
    }

    [Fact]
    public void PatternThatIsNotLinear_IsRefusedAtStart() =>
        Assert.Throws<NotSupportedException>(() => Of(new ScanOptions { Patterns = [new ScanPattern("back", "(a)\\1", ScanAction.Warn)] }));

    [Fact]
    public async Task Answers_AreWithheldOrRedacted_OnTheirWayToTheCaller()
    {
        await using var server = await McpServerDouble.StartAsync($"[{McpServerDouble.Tool("echo")}]");
        server.Results["tools/call"] = """{"content":[{"type":"text","text":"key A~KIAABCDEFGHIJKLMNOP"}],"structuredContent":{"k":"A~KIAABCDEFGHIJKLMNOP","n":1.50},"long":"LONG"}""".Replace("~", "", StringComparison.Ordinal);
        // Answers that go on while they come are looked through as well.
        server.Results["tools/call"] = server.Results["tools/call"].Replace("LONG", new string('x', 300_000), StringComparison.Ordinal);
        foreach (var (action, seen) in new[] { (ScanAction.Redact, """{"content":[{"type":"text","text":"key [REDACTED:aws-access-key]"}],"structuredContent":{"k":"[REDACTED:aws-access-key]","n":1.50}"""), (ScanAction.Block, "[POLICY DENIED]") })
        {
            await using var gateway = await HttpGateway.StartAsync(folder =>
            {
                var plan = AggregatePlans.Of(folder, new Catalog.Gateway.Aggregation.AggregatePlan(), ("a", server.Address, [], AggregatePlans.AllowAll));
                return plan with { Upstreams = [new GatewayOptions { ServerId = "a", PolicyFile = plan.Upstreams[0].PolicyFile, PolicyName = "a", Upstream = server.Address, Scan = new ScanOptions { Secrets = action } }] };
            });
            var client = await AggregateClient.OpenAsync(gateway);
            var one = await gateway.PostToAsync("/mcp/a", """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo"}}""");
            var all = await client.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a__echo"}}""");

            Assert.All((string[])[one.Body, all.Body], body => Assert.Contains(seen, body, StringComparison.Ordinal));
            Assert.All((string[])[one.Body, all.Body], body => Assert.DoesNotContain("AKIA", body, StringComparison.Ordinal));

            // Which of both entries tells it depends on how quick the answer was.
            var log = await gateway.Services.GetRequiredService<IDecisionLog>().ListAsync(new DecisionQuery { Tool = "echo" }, TestContext.Current.CancellationToken);
            var findings = log.Where(static e => e.Findings is not null).ToList();
            Assert.Equal(2, findings.Count);
            Assert.All(findings, static e => Assert.Equal([new DecisionFinding { Rule = "aws-access-key", Count = 2 }], e.Findings));
        }
    }

    private static ContentScan Redacting() => Of(new ScanOptions
    {
        Secrets = ScanAction.Redact,
        HiddenText = ScanAction.Redact,
        Patterns = [new ScanPattern("ticket", "TICKET-[0-9]+", ScanAction.Redact)],
    });

    private static ContentScan Of(ScanOptions scan) => new(new GatewayOptions { ServerId = "s", PolicyFile = "p", Scan = scan });
}
