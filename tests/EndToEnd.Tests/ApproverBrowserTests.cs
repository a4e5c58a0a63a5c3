using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Catalog.EndToEnd.Tests.Running;
using Microsoft.Playwright;

namespace Catalog.EndToEnd.Tests;

/// <summary>An approver in a real browser, whose forms carry the headers that browsers make: signs in, decides, revokes.</summary>
public sealed class ApproverBrowserTests : IAsyncLifetime
{
    private const string Pay = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"pay","arguments":{"to":"<b>\u202eeve"},"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientInfo":{"name":"c","version":"1"},"io.modelcontextprotocol/clientCapabilities":{}}}}""";

    private const string Upstream = """
        while IFS= read -r line; do
          id=$(printf '%s' "$line" | sed -n 's/.*"id":\("[^"]*"\|-\{0,1\}[0-9]*\)[ ,}].*/\1/p')
          printf '{"jsonrpc":"2.0","id":%s,"result":{"resultType":"complete","tools":[],"content":[{"type":"text","text":"paid"}]}}\n' "$id"
        done
        """;

    private readonly TemporaryFolder _home = new();
    private readonly HttpClient _agent = new();
    private readonly string _site = $"http://127.0.0.1:{Ports.Free()}";
    private RunningCatalog _gateway = null!;
    private string _secret = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the upstream of these tests is a shell script");
        await File.WriteAllTextAsync(_home.File("upstream.sh"), Upstream);
        await File.WriteAllTextAsync(_home.File("bank.json"), """{"version":"1","default":"deny","tools":{"pay":{"approval":{"message":"Money goes out."}},"pay_*":{"approval":{"message":"LONG"}}}}""".Replace("LONG", new string('m', 300), StringComparison.Ordinal));
        _gateway = RunningCatalog.Start(_home.Path, ["gateway", "--policy", "bank.json", "--name", "bank", "--listen", _site, "--require-grant", "--", "/bin/sh", _home.File("upstream.sh")]);
        await _gateway.WaitForAsync(Regex.Escape(_site), TimeSpan.FromMinutes(1));
        _secret = (await CatalogCommand.RunAsync(_home.Path, ["approvals", "init", "--name", "ann"])).Expect(0).Output.Trim();
        var token = (await CatalogCommand.RunAsync(_home.Path, ["grant", "add", "--label", "the till", "--policy", "bank"])).Expect(0).Output.Trim();
        _agent.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public async ValueTask DisposeAsync()
    {
        _agent.Dispose();
        await (_gateway?.DisposeAsync() ?? default);
        _home.Dispose();
    }

    [Fact]
    public async Task Approver_SignsInOnTheRequestsPage_AndApprovesOnce()
    {
        await using var browser = await Browsers.OpenAsync();
        var asked = await CallAsync();
        Assert.Contains("APPROVAL REQUIRED", asked.Text, StringComparison.Ordinal);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(Regex.Match(asked.Text, @"http://127\.0\.0\.1:\d+/approvals/[\w-]{22}").Value);
        Assert.Equal(0, await page.GetByText("eve").CountAsync());

        await SignInAsync(page);
        Assert.Equal(1, await page.GetByText("the till (").CountAsync());
        Assert.Contains("<b>⟦U+202E⟧eve", await page.Locator("pre").InnerTextAsync(), StringComparison.Ordinal);
        await page.GetByText("Approve once").ClickAsync();
        await page.GetByText("Approved: the same call passes once").WaitForAsync();

        Assert.Contains("paid", (await CallAsync()).Text, StringComparison.Ordinal);
        Assert.Contains("APPROVAL REQUIRED", (await CallAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Approver_RevokesAGrantOnTheAdminPage()
    {
        await using var browser = await Browsers.OpenAsync();
        await CallAsync();
        var page = await browser.NewPageAsync();
        await page.GotoAsync(_site + "/admin");
        await SignInAsync(page);
        Assert.Equal(1, await page.GetByText("the till (").CountAsync());
        await page.GetByText("New entries appear by themselves.").WaitForAsync();

        await page.GetByText("Revoke").ClickAsync();
        await page.GetByText("revoked").First.WaitForAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, (await CallAsync()).Status);
    }

    [Fact]
    public async Task LongNames_PushNothingOffThePageOfAPhone()
    {
        await using var browser = await Browsers.OpenAsync();
        Assert.Contains("APPROVAL REQUIRED", (await CallAsync("pay_" + new string('x', 120))).Text, StringComparison.Ordinal);
        var page = await browser.NewPageAsync();
        await page.SetViewportSizeAsync(390, 844);
        await page.GotoAsync(_site + "/approvals");
        await SignInAsync(page);
        Assert.Equal(1, await page.GetByText("Approve once").CountAsync());
        foreach (var path in (string[])["/approvals", "/admin"])
        {
            await page.GotoAsync(_site + path);
            Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        }
    }

    private async Task SignInAsync(IPage page)
    {
        await page.Locator("input[name=secret]").FillAsync(_secret);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign in" }).ClickAsync();
        await page.WaitForLoadStateAsync();
    }

    private async Task<(HttpStatusCode Status, string Text)> CallAsync(string tool = "pay")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _site + "/mcp") { Content = new StringContent(Pay.Replace("\"pay\"", $"\"{tool}\"", StringComparison.Ordinal), Encoding.UTF8, "application/json") };
        request.Headers.Add("Accept", "application/json, text/event-stream");
        request.Headers.Add("MCP-Protocol-Version", "2026-07-28");
        request.Headers.Add("Mcp-Method", "tools/call");
        request.Headers.Add("Mcp-Name", tool);
        using var reply = await _agent.SendAsync(request, TestContext.Current.CancellationToken);
        return (reply.StatusCode, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
