using System.Text.RegularExpressions;
using Catalog.Core.Approvals;
using Catalog.Core.Grants;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Approvals;
using Catalog.Gateway.Tests.Running;
using Catalog.Gateway.Tests.Tokens;
using Catalog.Gateway.Tokens;

namespace Catalog.Gateway.Tests.Approvals;

/// <summary>Who holds the grant of a call does not approve it, by whatever way.</summary>
public sealed partial class OwnCallTests : IAsyncLifetime
{
    private const string Policy = """{"version":"1","default":"deny","tools":{"echo":{"approval":{}}}}""";
    private const string Approve = """{"decision":"approve"}""";

    private readonly string _ann = ApproverSecrets.Create();
    private readonly string _bob = ApproverSecrets.Create();
    private HttpUpstreamDouble _upstream = null!;
    private AuthorizationServerDouble _server = null!;

    public async ValueTask InitializeAsync()
    {
        _upstream = await HttpUpstreamDouble.StartAsync();
        _server = await AuthorizationServerDouble.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _upstream.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("build agent", "ann")]
    [InlineData("build agent", "ANN")]
    [InlineData("Ann", null)]
    public async Task Holder_OfTheGrant_MayDenyAndNotApprove_AndAnotherMay(string label, string? holder)
    {
        await using var gateway = await StartAsync();
        await gateway.Grants.TryAddAsync(MadeGrants.Of("token-of-ann", ["a"]) with { Id = "g1", Label = label, Holder = holder }, CancellationToken.None);
        var path = await AskAsync(gateway, "token-of-ann");

        var own = await gateway.JsonAsync(path, Approve, Secret(_ann));
        Assert.Equal(403, own.Status);
        Assert.Contains("You hold the grant of this call", own.Body, StringComparison.Ordinal);
        var cookie = Cookie().Match((await gateway.FormAsync("/approvals/sign-in", $"secret={_ann}")).Headers["Set-Cookie"]).Value;
        var page = (await gateway.GetAsync(path, ("Cookie", cookie))).Body;
        Assert.DoesNotContain("Approve once", page, StringComparison.Ordinal);
        Assert.Contains("You hold the grant of this call", page, StringComparison.Ordinal);
        var form = Token().Match(page).Groups[1].Value;
        Assert.Equal(403, (await gateway.FormAsync(path, $"decision=approve&token={form}", ("Cookie", cookie))).Status);
        Assert.Contains("APPROVAL REQUIRED", (await CallAsync(gateway, "token-of-ann")).Body, StringComparison.Ordinal);
        Assert.Empty(_upstream.Requests);

        Assert.Equal("approved", (await gateway.JsonAsync(path, Approve, Secret(_bob))).Json.GetProperty("state").GetString());
        await CallAsync(gateway, "token-of-ann");
        Assert.Single(_upstream.Requests);

        Assert.Equal("denied", (await gateway.JsonAsync(await AskAsync(gateway, "token-of-ann"), """{"decision":"deny"}""", Secret(_ann))).Json.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Holder_IsNoneOfTheTwoPeople()
    {
        await using var gateway = await StartAsync(approvers: 2);
        await gateway.Grants.TryAddAsync(MadeGrants.Of("token-of-ann", ["a"]) with { Holder = "ann" }, CancellationToken.None);
        var path = await AskAsync(gateway, "token-of-ann");

        Assert.Equal(403, (await gateway.JsonAsync(path, Approve, Secret(_ann))).Status);
        var decided = await gateway.JsonAsync(path, Approve, Secret(_bob));
        Assert.Equal(("pending", 1), (decided.Json.GetProperty("state").GetString(), decided.Json.GetProperty("approvedBy").GetArrayLength()));
    }

    [Theory]
    [InlineData("ann", null)]
    [InlineData("00u1x7", "ann")]
    public async Task Subject_OfAnAccessToken_OrWhatLabelsIt_IsItsHolder(string subject, string? email)
    {
        await using var gateway = await StartAsync();
        var claims = TokenMaker.Claims(_server.Issuer, "a", subject, "a:use", TimeSpan.FromMinutes(5));
        claims["email"] = email;
        var token = TokenMaker.Sign("""{"alg":"RS256","typ":"at+jwt","kid":"rsa"}""", claims.ToJsonString(), "RS256", TokenMaker.Rsa);
        var path = await AskAsync(gateway, token);

        Assert.Equal(403, (await gateway.JsonAsync(path, Approve, Secret(_ann))).Status);
        Assert.Equal(200, (await gateway.JsonAsync(path, Approve, Secret(_bob))).Status);
    }

    [Fact]
    public async Task OwnCalls_WhereTheOperatorAllowsThem_AreApproved()
    {
        await using var gateway = await StartAsync(own: true);
        await gateway.Grants.TryAddAsync(MadeGrants.Of("token-of-ann", ["a"]) with { Holder = "ann" }, CancellationToken.None);

        Assert.Equal("approved", (await gateway.JsonAsync(await AskAsync(gateway, "token-of-ann"), Approve, Secret(_ann))).Json.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Secret_ThatIsAGrantsToken_DecidesNothing()
    {
        await using var gateway = await StartAsync(declared: MadeGrants.Of(_bob, ["a"]) with { Id = "agent", Label = "agent" });
        var path = await AskAsync(gateway, _bob);

        Assert.Equal(403, (await gateway.JsonAsync(path, Approve, Secret(_bob))).Status);
        Assert.Equal(403, (await gateway.FormAsync("/approvals/sign-in", $"secret={_bob}")).Status);
        Assert.Equal(200, (await gateway.JsonAsync(path, Approve, Secret(_ann))).Status);
    }

    private static (string, string) Secret(string secret) => ("Authorization", $"Bearer {secret}");

    private static Task<HttpGateway.Reply> CallAsync(HttpGateway gateway, string token) => gateway.PostToAsync("/mcp/a", TokenGateway.Call, TokenGateway.Bearer(token));

    private static async Task<string> AskAsync(HttpGateway gateway, string token)
    {
        var reply = await CallAsync(gateway, token);
        Assert.Contains("APPROVAL REQUIRED", reply.Body, StringComparison.Ordinal);
        return $"/approvals/{Assert.Single(await gateway.Approvals.ListAsync(pendingOnly: true, CancellationToken.None), static a => a.State == ApprovalState.Pending).Id}";
    }

    private async Task<HttpGateway> StartAsync(int approvers = 1, bool own = false, Grant? declared = null)
    {
        var gateway = await HttpGateway.StartAsync(folder =>
        {
            var plan = AggregatePlans.Of(folder, new AggregatePlan { IsOn = false }, ("a", _upstream.Address, [], Policy));
            return plan with
            {
                Upstreams = [new GatewayOptions { ServerId = "a", PolicyFile = folder.File("a.json"), PolicyName = "a", Upstream = _upstream.Address, Approvers = new ApproverCounts { Least = approvers }, OwnApprovals = own }],
                Grants = declared is null ? [] : [declared],
                OAuth = new OAuthPlan
                {
                    PublicAddress = new Uri("https://gateway.example.com"),
                    Issuers = [new TokenIssuer { Name = "corp", Issuer = _server.Issuer, IsPrivate = true, LabelClaim = "email" }],
                    Rules = [new TokenRule { Scopes = ["a:use"], Servers = ["a"], Policy = "a" }],
                    Servers = new Dictionary<string, string?> { ["a"] = "a" },
                },
            };
        });
        await gateway.Approvers.SetAsync("ann", ApproverSecrets.Hash(_ann), CancellationToken.None);
        await gateway.Approvers.SetAsync("bob", ApproverSecrets.Hash(_bob), CancellationToken.None);
        return gateway;
    }

    [GeneratedRegex("^[^;]+")]
    private static partial Regex Cookie();

    [GeneratedRegex("name=\"token\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
