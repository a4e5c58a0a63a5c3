using System.Text.Json.Nodes;
using Catalog.Gateway.Tests.Running;

namespace Catalog.Gateway.Tests.Tokens;

/// <summary>Tokens, good ones and attacks, through the whole door: each case is data.</summary>
public sealed class TokenCaseTests(TokenGateway running) : IClassFixture<TokenGateway>
{
    public static TheoryData<TokenCase> All => [.. Cases.Read<TokenCase>("Tokens", "tokens.json")];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Token_IsTaken_OrRefusedForItsOwnReason(TokenCase token)
    {
        var before = running.Upstream.Requests.Count;
        var reply = await running.Gateway.PostToAsync("/mcp/a", TokenGateway.Ping, TokenGateway.Bearer(TextOf(token)));

        Assert.Equal(token.Status, reply.Status);
        if (token.Refused is { } refused)
        {
            Assert.Contains(refused, reply.Json.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
            Assert.Contains("resource_metadata=\"https://gateway.example.com/.well-known/oauth-protected-resource/mcp/a\"", reply.Headers["WWW-Authenticate"], StringComparison.Ordinal);
            Assert.Equal(before, running.Upstream.Requests.Count);
        }
    }

    private string TextOf(TokenCase token)
    {
        var header = new JsonObject { ["alg"] = "RS256", ["typ"] = "at+jwt", ["kid"] = "rsa" };
        Merge(header, token.Header);
        var claims = TokenMaker.Claims(running.Server.Issuer, "a", "alice", "a:use", TimeSpan.FromMinutes(5));
        Merge(claims, token.Claims);
        var written = claims.ToJsonString().Replace("@issuer", running.Server.Issuer, StringComparison.Ordinal);
        var text = TokenMaker.Sign(token.HeaderText ?? header.ToJsonString(), token.ClaimsEnd is { } end ? written[..^1] + end : written, token.Sign, TokenMaker.KeyOf(token.Key));
        var parts = text.Split('.');
        return token.Change switch
        {
            null => text,
            "pad" => $"{parts[0]}.{parts[1]}.{parts[2]}==",
            "tab" => $"{parts[0]}.{parts[1]}.{parts[2][..4]}\t{parts[2][4..]}",
            "plus" => $"{parts[0]}.{parts[1]}.{parts[2][..^4]}++//",
            // 256 bytes end in two letters of which the last has four bits that say nothing.
            "bits" => $"{parts[0]}.{parts[1]}.{parts[2][..^1]}{(char)(parts[2][^1] + 1)}",
            "cut" => $"{parts[0]}.{parts[1]}.{parts[2][..^6]}",
            "longer" => $"{parts[0]}.{parts[1]}.{parts[2][..^2]}AAAA",
            "swap" => $"{parts[0]}.{TokenMaker.Good(running.Server.Issuer, subject: "root").Split('.')[1]}.{parts[2]}",
            "long" => $"{parts[0]}.{parts[1]}.{new string('A', 17_000)}",
            "five" => $"{text}.AAAA.AAAA",
            "two" => $"{parts[0]}.{parts[1]}",
            _ => throw new ArgumentOutOfRangeException(nameof(token), token.Change, "there is no such change"),
        };
    }

    private static void Merge(JsonObject good, JsonObject? changes)
    {
        foreach (var (name, value) in changes ?? [])
        {
            good.Remove(name);
            if (value is JsonObject { Count: 1 } moment && moment["now"] is { } seconds)
            {
                good[name] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + (long)seconds;
            }
            else if (value is not null)
            {
                good[name] = value.DeepClone();
            }
        }
    }
}
