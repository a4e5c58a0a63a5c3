using System.Text;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Tests.Relaying;

public sealed class ToolListTrimTests
{
    [Fact]
    public void Without_HiddenTools_EditsNothingElse()
    {
        var answer = Read("""{"x":1.0,"id":1,"jsonrpc":"2.0","result":{"ttlMs":5, "tools":[ {"name":"a","inputSchema":{"type":"object"}} , {"na\u006de":"b"},{"name":"c","x":[{"name":"z"}]}],"cacheScope":"public","_meta":{"q":1e2}}}""");
        var tools = ToolListTrim.ReadOrNull(answer)!;
        Assert.Equal(["a", "b", "c"], tools.Select(static t => t.Name));
        Assert.Equal(
            """{"x":1.0,"id":1,"jsonrpc":"2.0","result":{"ttlMs":5, "tools":[{"name":"a","inputSchema":{"type":"object"}},{"name":"c","x":[{"name":"z"}]}],"cacheScope":"private","_meta":{"q":1e2}}}""",
            Encoding.UTF8.GetString(ToolListTrim.Without(answer, tools, static name => name != "b").Span));
        Assert.Equal("""{"type":"object"}""", Encoding.UTF8.GetString(tools[0].Schema.Of(answer.Bytes).Span));
    }

    [Fact]
    public void Without_NothingHidden_IsTheSameMemory()
    {
        var answer = Read("""{"jsonrpc":"2.0","id":1,"result":{"tools":[{"name":"a"}],"cacheScope":"public"}}""");
        Assert.True(answer.Bytes.Span == ToolListTrim.Without(answer, ToolListTrim.ReadOrNull(answer)!, static _ => true).Span);
    }

    [Fact]
    public void Without_EverythingHidden_LeavesAnEmptyList()
    {
        var answer = Read("""{"result":{"cacheScope":"public","tools":[{"name":"a"},{"name":"b"}]},"id":1}""");
        Assert.Equal("""{"result":{"cacheScope":"private","tools":[]},"id":1}""", Encoding.UTF8.GetString(ToolListTrim.Without(answer, ToolListTrim.ReadOrNull(answer)!, static _ => false).Span));
    }

    [Theory]
    [InlineData("""{"id":1,"result":{"tools":[{"name":"a"}],"tools":[{"name":"b"}]}}""")]
    [InlineData("""{"id":1,"result":{"tools":[{"name":"a","name":"b"}]}}""")]
    [InlineData("""{"id":1,"result":{"tools":[{"title":"no name"}]}}""")]
    [InlineData("""{"id":1,"result":{"tools":[{"name":5}]}}""")]
    [InlineData("""{"id":1,"result":{"tools":["a"]}}""")]
    [InlineData("""{"id":1,"result":{"tools":{"name":"a"}}}""")]
    [InlineData("""{"id":1,"result":{}}""")]
    public void ReadOrNull_AmbiguousList_CannotBeRead(string answer) => Assert.Null(ToolListTrim.ReadOrNull(Read(answer)));

    private static UpstreamMessage Read(string message) => UpstreamMessage.ReadOrNull(Encoding.UTF8.GetBytes(message))!;
}
