using Catalog.Gateway.Approvals;
using Catalog.Gateway.Tests.Running;
using Catalog.Gateway.Tokens;

namespace Catalog.Gateway.Tests.Tokens;

/// <summary>Callers with access tokens as an operator sees them: who they are, when they came last and how often.</summary>
public sealed class TokenCallersTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Came_CountsByCaller_ThoseWhoCameLastFirst()
    {
        var callers = new TokenCallers();
        callers.Came(Token("alice"), Start);
        callers.Came(Token("bob"), Start.AddSeconds(5));
        callers.Came(Token("alice"), Start.AddMinutes(1));

        Assert.Equal(
            [new TokenCallerView("oauth:corp:alice", "corp", "alice", "client", 2, Start.AddMinutes(1)), new TokenCallerView("oauth:corp:bob", "corp", "bob", "client", 1, Start.AddSeconds(5))],
            callers.All);
    }

    [Fact]
    public void Came_MoreThanAreKept_MakesRoomByThoseWhoWereAwayForLongest()
    {
        var callers = new TokenCallers();
        for (var i = 0; i < TokenCallers.Most; i++)
        {
            callers.Came(Token($"s{i}"), Start.AddSeconds(i));
        }

        callers.Came(Token("s0"), Start.AddHours(1));
        callers.Came(Token("new"), Start.AddHours(2));

        var kept = callers.All;
        Assert.Equal(["new", "s0", "s999"], kept.Take(3).Select(static c => c.Subject));
        Assert.Equal((TokenCallers.Most - (TokenCallers.Most / 10) + 1, 2), (kept.Count, kept[1].Requests));
        Assert.DoesNotContain(kept, static c => c.Subject == "s1");
    }

    [Fact]
    public async Task Page_ShowsCallersToAnApprover_AndOnlyThoseWhoseTokensWereTaken()
    {
        await using var running = new TokenGateway();
        await running.InitializeAsync();
        Assert.Equal(200, await PingAsync("<i>\u202eeve"));
        Assert.Equal(200, await PingAsync("<i>\u202eeve"));
        Assert.Equal(401, await PingAsync("mallory"));
        var secret = ApproverSecrets.Create();
        await running.Gateway.Approvers.SetAsync("ann", ApproverSecrets.Hash(secret), CancellationToken.None);
        var signedIn = await running.Gateway.FormAsync("/approvals/sign-in", $"secret={Uri.EscapeDataString(secret)}&back=/admin");

        var page = (await running.Gateway.GetAsync("/admin", ("Cookie", signedIn.Headers["Set-Cookie"].Split(';')[0]))).Body;

        var section = page[page.IndexOf("Callers by access tokens", StringComparison.Ordinal)..];
        section = section[..section.IndexOf("</table>", StringComparison.Ordinal)];
        Assert.Contains("<td data-of=\"Issuer\">corp</td>", section, StringComparison.Ordinal);
        Assert.Contains("&lt;i&gt;", section, StringComparison.Ordinal);
        Assert.Contains("<td data-of=\"Client\">client</td><td data-of=\"Requests\" class=\"n\">2</td>", section, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202e", section, StringComparison.Ordinal);
        Assert.DoesNotContain("mallory", section, StringComparison.Ordinal);

        async Task<int> PingAsync(string subject)
        {
            var claims = TokenMaker.Claims(running.Server.Issuer, "a", subject, "a:use", TimeSpan.FromMinutes(5));
            var token = TokenMaker.Sign("""{"alg":"RS256","typ":"at+jwt","kid":"rsa"}""", claims.ToJsonString(), "RS256", TokenMaker.Rsa);
            return (await running.Gateway.PostToAsync("/mcp/a", TokenGateway.Ping, TokenGateway.Bearer(token))).Status;
        }
    }

    private static VerifiedToken Token(string subject) => new()
    {
        Issuer = new TokenIssuer { Name = "corp", Issuer = "https://login.example.com" },
        Subject = subject,
        Client = "client",
        Id = null,
        Audiences = [],
        Scopes = [],
        RefusedAt = DateTimeOffset.MaxValue,
        Claims = default,
        Grant = $"oauth:corp:{subject}",
        Label = subject,
    };
}
