using System.Text.RegularExpressions;
using Catalog.Core.Approvals;
using Catalog.Gateway.Approvals;
using Catalog.Gateway.Tests.Running;

namespace Catalog.Gateway.Tests.Approvals;

public sealed partial class ApprovalSiteTests : IAsyncLifetime
{
    private const string Policy = """{"version":"1","default":"deny","tools":{"echo":{"approval":{"message":"Really <b>?"}}}}""";
    private const string Call = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{"s":"<script>\u202e\u0007"}}}""";

    private HttpUpstreamDouble _upstream = null!;
    private HttpGateway _gateway = null!;
    private string _secret = null!;

    public async ValueTask InitializeAsync()
    {
        _upstream = await HttpUpstreamDouble.StartAsync();
        _gateway = await HttpGateway.StartAsync(Policy, _upstream.Address);
        _secret = ApproverSecrets.Create();
        await _gateway.Approvers.SetAsync("ann", ApproverSecrets.Hash(_secret), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Fact]
    public async Task Page_ShowsTheStateToAnybody_AndTheArgumentsToAnApprover()
    {
        var (path, id) = await AskAsync();
        var seen = await _gateway.GetAsync(path);
        Assert.Equal(200, seen.Status);
        Assert.Contains("Waits for a person", seen.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("script", seen.Body, StringComparison.Ordinal);
        Assert.Equal("DENY", seen.Headers["X-Frame-Options"]);
        // Not `no-referrer`: with it a browser sends `Origin: null` with the page's own form, which is refused.
        Assert.Equal("same-origin", seen.Headers["Referrer-Policy"]);
        Assert.Contains("default-src 'none'", seen.Headers["Content-Security-Policy"], StringComparison.Ordinal);

        var cookie = await SignInAsync();
        var shown = (await _gateway.GetAsync(path, ("Cookie", cookie))).Body;
        Assert.Contains("&lt;script&gt;", shown, StringComparison.Ordinal);
        Assert.Contains("Really &lt;b&gt;?", shown, StringComparison.Ordinal);
        Assert.Contains("U&#x2B;202E", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", shown, StringComparison.Ordinal);
        Assert.Contains("\\u0007", shown, StringComparison.Ordinal);
        Assert.Equal(ApprovalState.Pending, (await _gateway.Approvals.FindOrNullAsync(id, CancellationToken.None))!.State);
    }

    [Theory]
    [InlineData("/approvals")]
    [InlineData("/admin")]
    public async Task SignOut_EndsTheSignIn_OfThatBrowserAlone(string page)
    {
        var (cookie, other) = (await SignInAsync(), await SignInAsync());
        var shown = (await _gateway.GetAsync(page, ("Cookie", cookie))).Body;
        Assert.Contains("action=\"/approvals/sign-out\"", shown, StringComparison.Ordinal);

        var left = await _gateway.FormAsync("/approvals/sign-out", $"token={Token().Match(shown).Groups[1].Value}&back={page}", ("Cookie", cookie));

        Assert.Equal((303, page), (left.Status, left.Headers["Location"]));
        Assert.Equal(2, left.Headers["Set-Cookie"].Split("expires=Thu, 01 Jan 1970").Length - 1);
        Assert.Contains("type=\"password\"", (await _gateway.GetAsync(page, ("Cookie", cookie))).Body, StringComparison.Ordinal);
        Assert.Equal(403, (await _gateway.GetAsync("/admin/log", ("Cookie", cookie))).Status);
        Assert.DoesNotContain("type=\"password\"", (await _gateway.GetAsync(page, ("Cookie", other))).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignOut_ByAnotherPage_IsRefused()
    {
        var cookie = await SignInAsync();
        var token = Token().Match((await _gateway.GetAsync("/approvals", ("Cookie", cookie))).Body).Groups[1].Value;

        Assert.Equal(403, (await _gateway.FormAsync("/approvals/sign-out", "token=wrong", ("Cookie", cookie))).Status);
        Assert.Equal(403, (await _gateway.FormAsync("/approvals/sign-out", "back=/admin", ("Cookie", cookie))).Status);
        Assert.Equal(403, (await _gateway.FormAsync("/approvals/sign-out", $"token={token}", ("Cookie", cookie), ("Origin", "https://evil.example"))).Status);
        Assert.Equal(404, (await _gateway.GetAsync("/approvals/sign-out", ("Cookie", cookie))).Status);
        Assert.Contains("Signed in as ann", (await _gateway.GetAsync("/approvals", ("Cookie", cookie))).Body, StringComparison.Ordinal);

        var stranger = await _gateway.FormAsync("/approvals/sign-out", "back=//evil.example");
        Assert.Equal((303, "/approvals"), (stranger.Status, stranger.Headers["Location"]));
    }

    [Fact]
    public async Task Form_OfTheSignIn_Decides_AndNoOtherDoes()
    {
        var (path, id) = await AskAsync();
        var cookie = await SignInAsync();
        var token = Token().Match((await _gateway.GetAsync(path, ("Cookie", cookie))).Body).Groups[1].Value;
        Assert.NotEmpty(token);

        Assert.Equal(403, (await _gateway.FormAsync(path, $"decision=approve&token={token}")).Status);
        Assert.Equal(403, (await _gateway.FormAsync(path, "decision=approve&token=wrong", ("Cookie", cookie))).Status);
        Assert.Equal(403, (await _gateway.FormAsync(path, "decision=approve", ("Cookie", cookie))).Status);
        Assert.Equal(403, (await _gateway.FormAsync(path, $"decision=approve&token={token}", ("Cookie", cookie), ("Origin", "https://evil.example"))).Status);
        Assert.Equal(403, (await _gateway.FormAsync(path, $"decision=maybe&token={token}", ("Cookie", cookie))).Status);
        var other = await SignInAsync();
        Assert.Equal(403, (await _gateway.FormAsync(path, $"decision=approve&token={token}", ("Cookie", other))).Status);
        Assert.Equal(ApprovalState.Pending, (await _gateway.Approvals.FindOrNullAsync(id, CancellationToken.None))!.State);

        Assert.Equal(303, (await _gateway.FormAsync(path, $"decision=approve&token={token}", ("Cookie", cookie))).Status);
        var decided = (await _gateway.Approvals.FindOrNullAsync(id, CancellationToken.None))!;
        Assert.Equal((ApprovalState.Approved, "ann"), (decided.State, decided.DecidedBy));
        Assert.Equal(409, (await _gateway.FormAsync(path, $"decision=deny&token={token}", ("Cookie", cookie))).Status);
        Assert.DoesNotContain("APPROVAL REQUIRED", (await _gateway.PostAsync(Call)).Body, StringComparison.Ordinal);
        Assert.Single(_upstream.Requests);
    }

    [Fact]
    public async Task SignIn_WrongSecret_IsRefused_AndGuessingIsSlowedDown()
    {
        for (var i = 0; i < 12; i++)
        {
            Assert.Equal(403, (await _gateway.FormAsync("/approvals/sign-in", "secret=guess")).Status);
        }

        // Ten attempts a minute: the right one has to wait now, too.
        Assert.Equal(403, (await _gateway.FormAsync("/approvals/sign-in", $"secret={_secret}")).Status);
    }

    [Fact]
    public async Task Approver_WhoWasHereBefore_IsNotKeptAwayByWrongSecrets()
    {
        await SignInAsync();
        for (var i = 0; i < 12; i++)
        {
            Assert.Equal(403, (await _gateway.FormAsync("/approvals/sign-in", "secret=guess")).Status);
        }

        await SignInAsync();
        // Only as long as it is the approver's.
        await _gateway.Approvers.SetAsync("ann", ApproverSecrets.Hash("another"), CancellationToken.None);
        Assert.Equal(403, (await _gateway.FormAsync("/approvals/sign-in", $"secret={_secret}")).Status);
    }

    [Fact]
    public async Task Program_WithTheSecret_Decides_AndNoOtherDoes()
    {
        var (path, id) = await AskAsync();
        const string Approve = """{"decision":"approve"}""";
        Assert.Equal(403, (await _gateway.JsonAsync(path, Approve)).Status);
        Assert.Equal(403, (await _gateway.JsonAsync(path, Approve, ("Authorization", "Bearer nobody"))).Status);
        Assert.Equal(403, (await _gateway.JsonAsync(path, Approve, ("Cookie", await SignInAsync()))).Status);
        foreach (var odd in (string[])["""{"decision":"maybe"}""", """{"decision":"deny","decision":"approve"}""", """{"decision":"approve","x":1}""", "[]", "approve"])
        {
            Assert.Equal(400, (await _gateway.JsonAsync(path, odd, ("Authorization", $"Bearer {_secret}"))).Status);
        }

        Assert.Equal(ApprovalState.Pending, (await _gateway.Approvals.FindOrNullAsync(id, CancellationToken.None))!.State);
        Assert.Equal(200, (await _gateway.JsonAsync(path, Approve, ("Authorization", $"Bearer {_secret}"))).Status);
        Assert.Equal(ApprovalState.Approved, (await _gateway.Approvals.FindOrNullAsync(id, CancellationToken.None))!.State);
        Assert.Equal(409, (await _gateway.JsonAsync(path, Approve, ("Authorization", $"Bearer {_secret}"))).Status);
    }

    [Fact]
    public async Task UnknownRequest_IsNotFound() => Assert.Equal(404, (await _gateway.GetAsync("/approvals/AAAAAAAAAAAAAAAAAAAAAA")).Status);

    private async Task<(string Path, string Id)> AskAsync()
    {
        var decision = (await _gateway.PostAsync(Call)).Json.GetProperty("result").GetProperty("_meta").GetProperty("org.toolrisk-catalog/decision");
        var page = new Uri(decision.GetProperty("page").GetString()!);
        Assert.Equal(_gateway.Endpoint.Port, page.Port);
        return (page.AbsolutePath, decision.GetProperty("approval").GetString()!);
    }

    private async Task<string> SignInAsync()
    {
        var reply = await _gateway.FormAsync("/approvals/sign-in", $"secret={_secret}&back=%2Fapprovals");
        Assert.Equal((303, "/approvals"), (reply.Status, reply.Headers["Location"]));
        var cookie = reply.Headers["Set-Cookie"];
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        return cookie.Split(';')[0];
    }

    [GeneratedRegex("name=\"token\" value=\"([A-Za-z0-9_-]+)\"")]
    private static partial Regex Token();
}
