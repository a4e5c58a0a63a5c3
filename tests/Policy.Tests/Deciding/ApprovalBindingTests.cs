using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Catalog.Core.Approvals;
using Catalog.Policy.Checking;
using Catalog.Policy.Deciding;

namespace Catalog.Policy.Tests.Deciding;

public sealed class ApprovalBindingTests
{
    private const string Document = """{ "version": "1", "default": "deny", "tools": { "t": { "approval": { "message": "m" } }, "u": { "approval": {} } } }""";

    [Fact]
    public void Request_OneCall_IsBoundToTheCanonicalText()
    {
        var request = Ask("""{"name":"t","arguments":{"b":1.50,"a":["x",null,true]},"_meta":{"k":1},"requestState":"s"}""");

        const string Text = """{"entries":[{"t":{"approval":{"message":"m"}}}],"grant":"g","params":{"arguments":{"a":["x",null,true],"b":1.5},"name":"t"},"server":"s","tool":"t"}""";
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text))), request.Binding);
        Assert.Equal("""{"name":"t","arguments":{"b":1.50,"a":["x",null,true]}}""", request.Parameters);
        Assert.Equal(("g", "s", "t", "/tools/t/approval"), (request.Grant, request.Server, request.Tool, request.Rule));
    }

    [Theory]
    [InlineData("""{"name":"t","arguments":{"b":2,"a":1}}""", "members in another order")]
    [InlineData("""{ "name" : "t", "arguments" : { "a" : 1, "b" : 2 } }""", "white space")]
    [InlineData("""{"name":"t","arguments":{"a":1.0,"b":2e0}}""", "other spellings of the numbers")]
    [InlineData("""{"name":"t","arguments":{"a":1,"b":2},"_meta":{"progressToken":9}}""", "another _meta")]
    [InlineData("""{"name":"t","arguments":{"a":1,"b":2},"requestState":"later"}""", "a request state")]
    [InlineData("""{"\u006eame":"\u0074","arguments":{"a":1,"b":2}}""", "escapes")]
    public void Request_SameCallWrittenOtherwise_HasTheSameBinding(string parameters, string difference)
    {
        Assert.NotEmpty(difference);
        Assert.Equal(Ask("""{"name":"t","arguments":{"a":1,"b":2}}""").Binding, Ask(parameters).Binding);
    }

    [Theory]
    [InlineData("""{"name":"t","arguments":{"a":1}}""", "a member less")]
    [InlineData("""{"name":"t","arguments":{"a":1,"b":3}}""", "another number")]
    [InlineData("""{"name":"t","arguments":{"a":1,"b":"2"}}""", "a string for a number")]
    [InlineData("""{"name":"t","arguments":{"a":1,"B":2}}""", "another name of a member")]
    [InlineData("""{"name":"t","arguments":{"a":1,"b":2,"c":null}}""", "a null more")]
    [InlineData("""{"name":"t","arguments":{"a":1,"b":2},"task":{}}""", "a parameter more")]
    [InlineData("""{"name":"t","arguments":{"a":1,"b":2,"_meta":1}}""", "a _meta of the arguments is an argument")]
    [InlineData("""{"name":"t"}""", "no arguments")]
    public void Request_OtherCall_HasAnotherBinding(string parameters, string difference)
    {
        Assert.NotEmpty(difference);
        Assert.NotEqual(Ask("""{"name":"t","arguments":{"a":1,"b":2}}""").Binding, Ask(parameters).Binding);
    }

    [Fact]
    public void Request_NumbersThatAreOneDouble_HaveTheirOwnBindings() => Assert.NotEqual(
        Ask("""{"name":"t","arguments":{"a":9007199254740993}}""").Binding,
        Ask("""{"name":"t","arguments":{"a":9007199254740992}}""").Binding);

    [Fact]
    public void Request_HugeExponents_AreNotWrittenOut() => Assert.NotEqual(
        Ask("""{"name":"t","arguments":{},"x":1e999999999}""").Binding,
        Ask("""{"name":"t","arguments":{},"x":1e999999998}""").Binding);

    [Fact]
    public void Request_MembersBeyondTheBasicPlane_AreSortedByCodePoints()
    {
        var request = Ask("""{"name":"t","arguments":{"\ud83d\ude00":1,"\uffee":2}}""");

        const string Text = "{\"entries\":[{\"t\":{\"approval\":{\"message\":\"m\"}}}],\"grant\":\"g\",\"params\":{\"arguments\":{\"\uffee\":2,\"\U0001F600\":1},\"name\":\"t\"},\"server\":\"s\",\"tool\":\"t\"}";
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text))), request.Binding);
    }

    [Fact]
    public void Request_AnotherGrantServerToolOrEntry_HasAnotherBinding()
    {
        const string Parameters = """{"name":"t","arguments":{}}""";
        string[] bindings =
        [
            Ask(Parameters).Binding,
            Ask(Parameters, grant: "h").Binding,
            Ask(Parameters, server: "r").Binding,
            Ask(Parameters, tool: "u").Binding,
            Ask(Parameters, document: Document.Replace("\"m\"", "\"n\"", StringComparison.Ordinal)).Binding,
            Ask(Parameters, document: Document.Replace("\"tools\": {", "\"tools\": { \"t*\": {},", StringComparison.Ordinal)).Binding,
        ];

        Assert.Equal(bindings.Length, bindings.Distinct().Count());
    }

    [Fact]
    public void Request_AnotherEntryChanged_HasTheSameBinding() => Assert.Equal(
        Ask("""{"name":"t","arguments":{}}""").Binding,
        Ask("""{"name":"t","arguments":{}}""", document: Document.Replace("\"u\": {", "\"v\": {", StringComparison.Ordinal)).Binding);

    [Theory]
    [InlineData("""{"a":1}""", """{"name":"t","arguments":{"a":1}}""")]
    [InlineData(null, """{"name":"t"}""")]
    [InlineData("null", """{"name":"t","arguments":null}""")]
    public void Request_PartsAlone_AreTheWhole(string? arguments, string parameters)
    {
        var call = Call(null) with { Arguments = arguments is null ? null : Json(arguments) };

        var request = PolicyDecisionPoint.Decide(Load(Document), call).Approval!;

        Assert.Equal(Ask(parameters).Binding, request.Binding);
        Assert.Equal(parameters, request.Parameters);
    }

    private static ApprovalRequest Ask(string parameters, string grant = "g", string server = "s", string tool = "t", string document = Document)
    {
        var call = Call(Json(parameters)) with { Grant = new GrantFacts { Id = grant, Label = "l" }, Server = server, Tool = tool };
        return PolicyDecisionPoint.Decide(Load(document), call).Approval!;
    }

    private static ToolCall Call(JsonElement? parameters) => new()
    {
        Server = "s",
        Tool = "t",
        Params = parameters,
        Grant = new GrantFacts { Id = "g", Label = "l" },
    };

    private static Compiled.PolicySet Load(string document) => PolicyLoader.Load(Encoding.UTF8.GetBytes(document), "p").Policy!;

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
