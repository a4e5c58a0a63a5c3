using System.Text.Json;
using Catalog.Cli.Hosting;

namespace Catalog.Cli.Tests.Policies;

public sealed class PolicyCommandTests : IDisposable
{
    private const string Valid = """
        { "version": "1", "default": "deny", "hide": ["gone"],
          "tools": {
            "read": {},
            "pay": { "deny_if": [ { "conditions": [ { "path": "args.amount", "op": "gt", "value": 10 } ], "on_deny": "Too much." } ],
                     "limits": [ { "counter": "spend", "window": "day", "max": 50, "scope": "grant", "amount_from": "args.amount" } ],
                     "approval": { "when": [ { "path": "args.amount", "op": "gt", "value": 5 } ], "message": "Large" } } } }
        """;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Check_ValidPolicy_SaysSoWithItsWarnings()
    {
        var (code, output, _) = await RunAsync("policy", "check", Write("orders.json", Valid));

        Assert.Equal(ExitCodes.Done, code);
        Assert.Contains("orders.json:1:30: warning: ", output, StringComparison.Ordinal);
        Assert.Contains("is valid, 1 warning (orders@sha256:", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_ThreeErrors_TellsAllThreeWithTheirPlaces()
    {
        var file = Write("bad.json", """
            { "version": "1", "default": "maybe",
              "tool": {},
              "tools": { "t": { "limits": [ { "counter": "c", "window": "day", "max": 0, "scope": "grant" } ] } } }
            """);

        var (code, output, _) = await RunAsync("policy", "check", file);

        Assert.Equal(ExitCodes.No, code);
        Assert.Contains($"{file}:1:30: error: `default` must be `allow` or `deny`, not `maybe` (/default)", output, StringComparison.Ordinal);
        Assert.Contains($"{file}:2:3: error: the key `tool` is unknown here", output, StringComparison.Ordinal);
        Assert.Contains($"{file}:3:75: error: `max` must be above zero", output, StringComparison.Ordinal);
        Assert.Contains("is not valid: 3 errors", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_Json_IsReadable()
    {
        var (code, output, _) = await RunAsync("policy", "check", "--json", Write("bad.json", """{ "version": "1" }"""));

        using var printed = JsonDocument.Parse(output);
        Assert.Equal(ExitCodes.No, code);
        Assert.False(printed.RootElement.GetProperty("valid").GetBoolean());
        Assert.Equal((1, 1), (printed.RootElement.GetProperty("errors")[0].GetProperty("line").GetInt32(), printed.RootElement.GetProperty("errors").GetArrayLength()));
    }

    [Fact]
    public async Task Check_NoSuchFile_FailsWithASentence()
    {
        var (code, _, error) = await RunAsync("policy", "check", _folder.File("none.json"));

        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains("none.json` cannot be read", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"read"}""", ExitCodes.Done, "allow")]
    [InlineData("""{"name":"gone"}""", ExitCodes.No, "deny by (hidden)\n  [POLICY DENIED] Tool `gone` is hidden by policy")]
    [InlineData("""{"name":"pay","arguments":{"amount":11}}""", ExitCodes.No, "deny by /tools/pay/deny_if/0\n  [POLICY DENIED] Too much.")]
    [InlineData("""{"name":"pay","arguments":{"amount":2.50}}""", ExitCodes.Done, "allow\n  draws 2.5 on `spend` per day for each grant (/tools/pay/limits/0)")]
    [InlineData("""{"name":"pay","arguments":{"amount":7}}""", ExitCodes.No, "pending by /tools/pay/approval\n  [APPROVAL REQUIRED] Large. Once approved, repeat the call with exactly the same arguments.\n  draws 7 on `spend` per day for each grant (/tools/pay/limits/0)")]
    public async Task Decide_Call_SaysWhatHappensAndWhy(string call, int expected, string said)
    {
        var (code, output, _) = await RunAsync("policy", "decide", Write("p.json", Valid), "--call", call);

        Assert.Equal((expected, said), (code, output.ReplaceLineEndings("\n").TrimEnd()));
    }

    [Fact]
    public async Task Decide_CallInAFile_IsRead()
    {
        var (code, output, _) = await RunAsync("policy", "decide", Write("p.json", Valid), "--json", "--call", Write("call.json", """{"name":"pay","arguments":{"amount":7}}"""));

        using var printed = JsonDocument.Parse(output);
        Assert.Equal(ExitCodes.No, code);
        Assert.Equal("pending", printed.RootElement.GetProperty("decision").GetString());
        Assert.Equal(600, printed.RootElement.GetProperty("approval").GetProperty("expiresSeconds").GetInt32());
    }

    [Fact]
    public async Task Decide_CallWithAnUnknownMember_IsWrongUsage()
    {
        var (code, _, error) = await RunAsync("policy", "decide", Write("p.json", Valid), "--call", """{"name":"read","args":{}}""");

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains("the call is not of the form", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decide_InvalidPolicy_SaysNo()
    {
        var (code, _, error) = await RunAsync("policy", "decide", Write("p.json", "{}"), "--call", """{"name":"read"}""");

        Assert.Equal(ExitCodes.No, code);
        Assert.Contains("is no valid policy: 1:1", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decide_ServerThatIsNone_IsWrongUsage() =>
        Assert.Equal(ExitCodes.Usage, (await RunAsync("policy", "decide", Write("p.json", Valid), "--call", """{"name":"read"}""", "--server", "what")).Code);

    [Fact]
    public async Task Check_ServerThatTheCatalogDoesNotHave_SaysWhatToDo()
    {
        Assert.Equal(ExitCodes.Done, (await RunAsync("migrate", "--db", _folder.File("catalog.db"), "--store", _folder.File("gateway.db"))).Code);

        var (code, _, error) = await RunAsync("policy", "check", Write("p.json", Valid), "--server", "npm:nothing-of-that-name", "--db", _folder.File("catalog.db"));

        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains("run `catalog crawl npm:nothing-of-that-name` first", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_CasesThatHold_Passes()
    {
        var (code, output, _) = await RunAsync("policy", "test", Write("p.json", Valid), Write("cases.json", """
            [ { "note": "reading", "call": { "name": "read" }, "decision": "allow" },
              { "call": { "name": "pay", "arguments": { "amount": 11 } }, "decision": "deny", "rule": "/tools/pay/deny_if/0", "message": "Too much." } ]
            """));

        Assert.Equal(ExitCodes.Done, code);
        Assert.Equal("ok    reading\nok    case 2\n2 passed, 0 failed\n", output.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("""{ "note": "n", "call": { "name": "read" }, "decision": "deny" }""", "FAIL  n: expected deny, got allow")]
    [InlineData("""{ "note": "n", "call": { "name": "gone" }, "decision": "allow" }""", "FAIL  n: expected allow, got deny by (hidden)")]
    [InlineData("""{ "note": "n", "call": { "name": "x" }, "decision": "deny", "rule": "(hidden)" }""", "FAIL  n: expected the rule (hidden), got (default deny)")]
    [InlineData("""{ "note": "n", "call": { "name": "gone" }, "decision": "deny", "message": "m" }""", "FAIL  n: expected the message `m`, got `Tool `gone` is hidden by policy`")]
    public async Task Test_CaseThatDoesNotHold_FailsAndSaysWhy(string one, string said)
    {
        var (code, output, _) = await RunAsync("policy", "test", Write("p.json", Valid), Write("cases.json", $"[{one}]"));

        Assert.Equal(ExitCodes.No, code);
        Assert.Contains(said, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""[ { "call": { "name": "x" }, "decision": "maybe" } ]""")]
    [InlineData("""[ { "call": { "name": "x" } } ]""")]
    public async Task Test_CasesThatAreNone_AreWrongUsage(string cases) =>
        Assert.Equal(ExitCodes.Usage, (await RunAsync("policy", "test", Write("p.json", Valid), Write("cases.json", cases))).Code);

    [Fact]
    public async Task Diff_Policies_TellsWhatTheyDoNotShare()
    {
        var (first, second) = (Write("a.json", Valid), Write("b.json", Valid.Replace("\"read\": {},", "", StringComparison.Ordinal)));

        Assert.Equal((ExitCodes.Done, "", ""), await RunAsync("policy", "diff", first, first));
        var (code, output, _) = await RunAsync("policy", "diff", first, second);
        Assert.Equal((ExitCodes.No, "- /tools/read"), (code, output.Trim()));
    }

    [Theory]
    [InlineData("check")]
    [InlineData("decide")]
    [InlineData("test")]
    [InlineData("diff")]
    public async Task Help_Subcommand_ShowsAnExample(string subcommand)
    {
        var (code, output, _) = await RunAsync("policy", subcommand, "--help");

        Assert.Equal(ExitCodes.Done, code);
        Assert.Contains($"catalog policy {subcommand} ", output[output.IndexOf("Example", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(args, output, error);
        return (code, output.ToString(), error.ToString());
    }

    private string Write(string name, string text)
    {
        var path = _folder.File(name);
        File.WriteAllText(path, text);
        return path;
    }
}
