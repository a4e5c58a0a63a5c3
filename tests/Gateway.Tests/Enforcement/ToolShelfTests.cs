using System.Text;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Tests.Enforcement;

public sealed class ToolShelfTests
{
    private static readonly string Long = new('x', 1024 * 1024);

    private readonly ToolShelf _shelf = new();

    [Fact]
    public void Pages_OfOneReader_AreOneList()
    {
        Learn("a", isFirst: true, "one", isLast: false);
        Learn("b", isFirst: true, "other", isLast: false);
        Assert.Null(_shelf.Tools);
        Learn("a", isFirst: false, "two", isLast: true);

        Assert.Equal(["one", "two"], _shelf.Tools!.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void List_WithoutAnEnd_IsNotKeptForEver_AndTheNextOneIsTaken()
    {
        for (var page = 0; page < 70; page++)
        {
            Learn("a", isFirst: page == 0, $"tool-{page}", isLast: false, Long);
        }

        Learn("a", isFirst: false, "last", isLast: true);
        Assert.Null(_shelf.Tools);

        Learn("a", isFirst: true, "one", isLast: true);
        Assert.Equal("one", Assert.Single(_shelf.Tools!).Key);
    }

    private void Learn(string reader, bool isFirst, string tool, bool isLast, string description = "")
    {
        var cursor = isLast ? "" : ",\"nextCursor\":\"more\"";
        var answer = UpstreamMessage.ReadOrNull(Encoding.UTF8.GetBytes(
            $$$"""{"jsonrpc":"2.0","id":1,"result":{"tools":[{"name":"{{{tool}}}","description":"{{{description}}}","inputSchema":{"type":"object"}}]{{{cursor}}}}}"""))!;
        _shelf.Learn(reader, isFirst, answer, ToolListTrim.ReadOrNull(answer)!);
    }
}
