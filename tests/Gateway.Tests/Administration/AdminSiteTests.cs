using System.Text.RegularExpressions;
using Catalog.Core.Decisions;
using Catalog.Core.Grants;
using Catalog.Gateway.Administration;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Approvals;
using Catalog.Gateway.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Gateway.Tests.Administration;

/// <summary>The page on which an operator sees what the gateway does: for approvers alone, and safe to look at.</summary>
public sealed partial class AdminSiteTests : IAsyncLifetime
{
    private McpServerDouble _server = null!;
    private HttpGateway _gateway = null!;
    private string _secret = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await McpServerDouble.StartAsync($"[{McpServerDouble.Tool("echo")}]");
        _gateway = await HttpGateway.StartAsync(folder => AggregatePlans.Of(
            folder,
            new AggregatePlan(),
            ("a", _server.Address, [], """{"version":"1","default":"deny","tools":{"echo":{},"ask":{"approval":{"message":"Really <b>?"}}}}"""),
            ("b", new Uri("http://127.0.0.1:9/mcp"), [], AggregatePlans.AllowAll)) with
        {
            Grants = [MadeGrants.Of("declared", ["a"], policy: null) with { Policies = new Dictionary<string, string> { ["a"] = "a", ["b"] = "b" } }],
        });
        _secret = ApproverSecrets.Create();
        await _gateway.Approvers.SetAsync("ann", ApproverSecrets.Hash(_secret), CancellationToken.None);
        await _gateway.Grants.TryAddAsync(MadeGrants.Of("one", ["a"]), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Page_WithoutSignIn_TellsNothing()
    {
        await CallAsync("echo");

        var seen = await _gateway.GetAsync("/admin");

        Assert.Contains("Approver's secret", System.Net.WebUtility.HtmlDecode(seen.Body), StringComparison.Ordinal);
        Assert.DoesNotContain("echo", seen.Body, StringComparison.Ordinal);
        Assert.Equal("DENY", seen.Headers["X-Frame-Options"]);
        Assert.Equal(403, (await _gateway.GetAsync("/admin/log")).Status);
        Assert.Equal(403, (await _gateway.FormAsync("/admin/grants/one/revoke", "token=x")).Status);
        Assert.Equal(403, (await _gateway.GetAsync("/admin", ("Host", "evil.example"))).Status);
        Assert.Null((await _gateway.Grants.ListAsync(CancellationToken.None))[0].RevokedAt);
    }

    [Fact]
    public async Task Page_ShowsServersGrantsApprovalsDenialsAndTheLog_WithNothingToRun()
    {
        await CallAsync("echo");
        await CallAsync("ask");
        await _gateway.Grants.TryAddAsync(MadeGrants.Of("two", ["a"]) with { Label = "Bob's <agent>" }, CancellationToken.None);
        await _gateway.PostToAsync("/mcp/a", Call("ask"), ("Authorization", "Bearer two"));
        await CallAsync("<script>alert(1)</script>\\u202e");
        await CallAsync("<script>alert(1)</script>\\u202e");
        await _gateway.PostToAsync("/mcp/b", """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x"}}""");

        var page = (await _gateway.GetAsync("/admin", ("Cookie", await SignInAsync()))).Body;

        Assert.Contains(">answers<", page, StringComparison.Ordinal);
        Assert.Contains(">cannot be reached<", page, StringComparison.Ordinal);
        Assert.Contains("Really &lt;b&gt;?", page, StringComparison.Ordinal);
        Assert.Contains("<td data-of=\"Tool\">ask</td><td data-of=\"Caller\">Bob&#x27;s &lt;agent&gt; (two)</td>", page, StringComparison.Ordinal);
        Assert.Contains("<td data-of=\"Tool\">ask</td><td data-of=\"Caller\">anonymous</td>", page, StringComparison.Ordinal);
        Assert.Contains("/admin/grants/one/revoke", page, StringComparison.Ordinal);
        Assert.Matches(@"<td data-of=""Times"" class=""n"">2</td><td data-of=""Server"">a</td><td data-of=""Tool or method"">&lt;script&gt;alert\(1\)", page);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_ShowsGrantsOfTheFile_WithTheirLastUse_AndEndsThemNowhere()
    {
        var cookie = ("Cookie", await SignInAsync());
        await _gateway.Grants.TryAddAsync(MadeGrants.Of("slow", ["a"]) with { Limits = new GrantLimits { RequestsPerMinute = 6, Timeout = TimeSpan.FromSeconds(2) } }, CancellationToken.None);
        const string Row = "<td data-of=\"Grant\">declared</td><td data-of=\"Label\">declared</td><td data-of=\"Servers\">a</td><td data-of=\"Policy\">a: a</td>";
        var page = (await _gateway.GetAsync("/admin", cookie)).Body;
        Assert.Contains(Row, page, StringComparison.Ordinal);
        Assert.Contains("<td data-of=\"Limits\">6 requests a minute, 2 s a call</td>", page, StringComparison.Ordinal);
        Assert.Contains("not since the start", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/admin/grants/declared/revoke", page, StringComparison.Ordinal);

        await _gateway.PostToAsync("/mcp/a", Call("echo"), ("Authorization", "Bearer declared"));

        Assert.DoesNotContain("not since the start", (await _gateway.GetAsync("/admin", cookie)).Body, StringComparison.Ordinal);
        Assert.Equal(409, (await _gateway.FormAsync("/admin/grants/declared/revoke", $"token={Token().Match(page).Groups[1].Value}", cookie)).Status);
    }

    [Fact]
    public async Task Page_OfMoreEntriesThanItCounts_SaysSinceWhen()
    {
        var cookie = ("Cookie", await SignInAsync());
        Assert.Contains("Denied most often in the last day", (await _gateway.GetAsync("/admin", cookie)).Body, StringComparison.Ordinal);
        var log = _gateway.Services.GetRequiredService<IDecisionLog>();
        var now = TimeProvider.System.GetUtcNow();
        await Task.WhenAll(Enumerable.Range(0, AdminReader.MostEntries + 1).Select(i => log.AppendAsync(
            new DecisionLogEntry { Time = now, Server = "a", Tool = "echo", Decision = DecisionKind.Deny, Rule = "(hidden)" }, CancellationToken.None)));

        var page = (await _gateway.GetAsync("/admin", cookie)).Body;

        Assert.Contains($"Denied most often in the newest {AdminReader.MostEntries} entries of the log, since {now.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC", page, StringComparison.Ordinal);
        Assert.DoesNotContain("often in the last day", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_ShowsHowADefinitionChanged_WithWhatItHides()
    {
        const string List = """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""";
        await _gateway.PostToAsync("/mcp/a", List, ("Authorization", "Bearer one"));
        var cookie = await SignInAsync();
        Assert.DoesNotContain("not what was pinned", (await _gateway.GetAsync("/admin", ("Cookie", cookie))).Body, StringComparison.Ordinal);
        _server.Results["tools/list"] = """{"tools":[{"name":"echo","description":"<i>\u200b","inputSchema":{"type":"object"}}]}""";
        await _gateway.PostToAsync("/mcp/a", List, ("Authorization", "Bearer one"));

        var page = System.Net.WebUtility.HtmlDecode((await _gateway.GetAsync("/admin", ("Cookie", cookie))).Body);

        Assert.Contains("held back, for they changed: echo", page, StringComparison.Ordinal);
        Assert.Contains("+   \"description\": \"<i>⟦U+200B⟧\",", page, StringComparison.Ordinal);
        Assert.Contains("-   \"x-vendor\": 1.50", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revocation_NeedsTheFormOfTheSignIn_AndEndsTheGrantAtOnce()
    {
        var client = await AggregateClient.OpenAsync(_gateway, ("Authorization", "Bearer one"));
        Assert.Equal(["a__echo"], await client.ToolsAsync());
        var cookie = await SignInAsync();
        var token = Token().Match((await _gateway.GetAsync("/admin", ("Cookie", cookie))).Body).Groups[1].Value;

        Assert.Equal(403, (await _gateway.FormAsync("/admin/grants/one/revoke", "token=wrong", ("Cookie", cookie))).Status);
        Assert.Equal(403, (await _gateway.FormAsync("/admin/grants/one/revoke", $"token={token}", ("Cookie", cookie), ("Origin", "https://evil.example"))).Status);
        Assert.Equal(403, (await _gateway.FormAsync("/admin/grants/one/revoke", $"token={token}", ("Cookie", await SignInAsync()))).Status);
        Assert.Equal(200, (await client.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"ping"}""")).Status);

        Assert.Equal(303, (await _gateway.FormAsync("/admin/grants/one/revoke", $"token={token}", ("Cookie", cookie))).Status);
        Assert.Equal(["ann"], (await _gateway.DecisionsAsync()).Single(static e => e is { Rule: "(revoked)", Grant: "one" }).DecidedBy!);
        Assert.Equal(401, (await client.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"ping"}""")).Status);
        Assert.Equal(409, (await _gateway.FormAsync("/admin/grants/one/revoke", $"token={token}", ("Cookie", cookie))).Status);
        Assert.DoesNotContain("/admin/grants/one/revoke", (await _gateway.GetAsync("/admin", ("Cookie", cookie))).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_TellsNewEntries_AsTheyCome()
    {
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_gateway.Endpoint, "/admin/log"));
        request.Headers.TryAddWithoutValidation("Cookie", await SignInAsync());
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        using var stream = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.Equal("retry: 3000", await stream.ReadLineAsync(TestContext.Current.CancellationToken));
        await CallAsync("unlisted\\u202e");

        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        string? line;
        do
        {
            line = await stream.ReadLineAsync(limit.Token);
        }
        while (line?.StartsWith("data: ", StringComparison.Ordinal) == false);

        var cells = System.Text.Json.JsonSerializer.Deserialize<string[]>(line![6..])!;
        Assert.Equal(["a", "anonymous", "unlisted⟦U+202E⟧", "deny", "(default deny)"], cells[1..]);
    }

    private Task<HttpGateway.Reply> CallAsync(string tool) =>
        _gateway.PostToAsync("/mcp/a", Call(tool));

    private static string Call(string tool) =>
        """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"NAME","arguments":{}}}""".Replace("NAME", tool, StringComparison.Ordinal);

    private async Task<string> SignInAsync()
    {
        var signedIn = await _gateway.FormAsync("/approvals/sign-in", $"secret={Uri.EscapeDataString(_secret)}&back=/admin");
        Assert.Equal((303, "/admin"), (signedIn.Status, signedIn.Headers["Location"]));
        return signedIn.Headers["Set-Cookie"].Split(';')[0];
    }

    [GeneratedRegex("name=\"token\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
