using System.Text;
using System.Text.Json;
using Catalog.Policy.Checking;
using Catalog.Policy.Deciding;

namespace Catalog.Policy.Tests.Deciding;

public sealed class MissingScopesTests
{
    private const string Policy = """
    {"version":"1","default":"deny",
     "all_tools":{"require":[{"conditions":[{"path":"grant.claims.scopes","op":"contains","value":"use"}]}]},
     "tools":{
      "read":{},
      "write":{"require":[{"conditions":[{"path":"grant.claims.scopes","op":"contains","value":"write"}]}]},
      "odd":{"require":[{"conditions":[{"path":"grant.claims.scopes","op":"contains","value":"odd"}]},{"conditions":[{"path":"args.a","op":"exists","value":true}]}]},
      "pay":{"require":[{"conditions":[{"path":"grant.claims.scopes","op":"contains","value":"pay"}]}],"approval":{}}},
     "prompts":{"default":"deny","entries":{"p":{"require":[{"conditions":[{"path":"grant.claims.scopes","op":"contains","value":"prompts"}]}]}}}}
    """;

    [Theory]
    [InlineData("read", """{"scopes":["use"]}""", "")]
    [InlineData("read", """{"scopes":[]}""", "use")]
    [InlineData("read", """{"level":5}""", "use")]
    [InlineData("write", """{"scopes":["x"]}""", "use write")]
    [InlineData("write", """{"scopes":["use"]}""", "write")]
    [InlineData("pay", """{"scopes":["use"]}""", "pay")]
    [InlineData("odd", """{"scopes":["use"]}""", "")]
    [InlineData("unlisted", """{"scopes":[]}""", "")]
    public void Call_LacksTheseAlone(string tool, string claims, string missing) => Assert.Equal(missing, string.Join(' ', Of(PolicySubject.Tool, tool, claims)));

    [Fact]
    public void Prompt_LacksTheSame() => Assert.Equal(["prompts"], Of(PolicySubject.Prompt, "p", "{}"));

    [Fact]
    public void Caller_WithoutAToken_LacksNoScope() => Assert.Empty(Of(PolicySubject.Tool, "read", null));

    private static IReadOnlyList<string> Of(PolicySubject subject, string tool, string? claims)
    {
        var policy = PolicyLoader.Load(Encoding.UTF8.GetBytes(Policy), "p").Policy!;
        return MissingScopes.Of(policy, new ToolCall
        {
            Server = "s",
            Subject = subject,
            Tool = tool,
            Grant = new GrantFacts { Id = "g", Label = "g", Claims = claims is null ? null : JsonSerializer.Deserialize<JsonElement>(claims) },
        });
    }
}
