using System.Security.Cryptography;
using System.Text;
using Catalog.Core.Decisions;
using Catalog.Policy.Checking;
using Catalog.Policy.Deciding;

namespace Catalog.Policy.Tests.Checking;

public sealed class PolicyLoaderTests
{
    private static readonly byte[] Valid = Encoding.UTF8.GetBytes("""{ "version": "1", "default": "deny", "tools": { "t": {} } }""");

    [Fact]
    public void Load_ValidDocument_NamesItByTheHashOfItsBytes()
    {
        var policy = PolicyLoader.Load(Valid, "orders").Policy!;

        Assert.Equal("orders", policy.Name);
        Assert.Equal($"orders@sha256:{Convert.ToHexStringLower(SHA256.HashData(Valid))}", policy.Id);
    }

    [Fact]
    public void Load_WithoutUnicodeTables_RefusesEveryPolicyAndSaysHowToMendIt()
    {
        var result = PolicyLoader.Load(Valid, "p", normalizationWorks: false);

        Assert.Null(result.Policy);
        Assert.Contains("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", Assert.Single(result.Errors).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { (byte)'{', 0xFF, (byte)'}' }, 1, 2)]
    [InlineData(new byte[] { (byte)'{', (byte)'\n', (byte)'"', 0xC3 }, 2, 2)]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, 1, 1)]
    public void Load_BytesThatAreNotUtf8_TellsWhereTheyBegin(byte[] bytes, int line, int column)
    {
        var error = Assert.Single(PolicyLoader.Load(bytes, "p").Errors);

        Assert.Equal((line, column, ""), (error.Line, error.Column, error.Pointer));
        Assert.Contains("UTF-8", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_BufferReusedAfterwards_LeavesThePolicyAlone()
    {
        var buffer = (byte[])Valid.Clone();
        var policy = PolicyLoader.Load(buffer, "p").Policy!;
        Array.Fill(buffer, (byte)'x');

        var decision = PolicyDecisionPoint.Decide(policy, new ToolCall { Server = "s", Tool = "t", Grant = new GrantFacts { Id = "g", Label = "g" } });

        Assert.Equal(DecisionKind.Allow, decision.Kind);
        Assert.Equal((1, 30), PolicyWarnings.Check(policy, null).Select(static w => (w.Line, w.Column)).Single());
    }

    [Fact]
    public void Problem_AsText_SaysPlaceAndSentence()
    {
        Assert.Equal("3:7 /a: wrong", new PolicyProblem("/a", 3, 7, "wrong").ToString());
        Assert.Equal("1:1 (document): wrong", new PolicyProblem("", 1, 1, "wrong").ToString());
    }

    [Fact]
    public void Check_ToolsNotKnown_SaysWhatTheDocumentSaysByItself()
    {
        var policy = PolicyLoader.Load(
            Encoding.UTF8.GetBytes("""{ "version": "1", "default": "allow", "tools": { "t*": { "deny_if": [ { "conditions": [ { "path": "args.a", "op": "regex", "value": "a.b" } ] } ] } } }"""),
            "p").Policy!;

        Assert.Equal("/tools/t*/deny_if/0/conditions/0", Assert.Single(PolicyWarnings.Check(policy, null)).Pointer);
    }
}
