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
        Learn("a", null, "one", next: "2");
        Learn("b", null, "other", next: "2");
        Assert.Null(_shelf.Tools);
        Learn("a", "2", "two", next: null);

        Assert.Equal(["one", "two"], _shelf.Tools!.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void List_WithoutAnEnd_IsNotKeptForEver_AndTheNextOneIsTaken()
    {
        for (var page = 0; page < 70; page++)
        {
            Learn("a", page == 0 ? null : "more", $"tool-{page}", next: "more", Long);
        }

        Learn("a", "more", "last", next: null);
        Assert.Null(_shelf.Tools);

        Learn("a", null, "one", next: null);
        Assert.Equal("one", Assert.Single(_shelf.Tools!).Key);
    }

    [Fact]
    public void PageThatIsNotTheNext_IsNotTakenForTheEnd()
    {
        Learn("a", null, "one", next: "2");
        Learn("a", "3", "three", next: null);
        Assert.Null(_shelf.Tools);

        // Once more, as a client asks after its connection broke, and written in another way.
        Learn("a", "\\u0032", "two", next: "3");
        Learn("a", "2", "two", next: "3");
        Learn("a", "3", "three", next: null);

        Assert.Equal(["one", "three", "two"], _shelf.Tools!.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void LastPage_WithoutAFirst_IsNoList()
    {
        Learn("a", "2", "two", next: null);

        Assert.Null(_shelf.Tools);
    }

    private void Learn(string reader, string? cursor, string tool, string? next, string description = "")
    {
        var more = next is null ? "" : $",\"nextCursor\":\"{next}\"";
        var answer = UpstreamMessage.ReadOrNull(Encoding.UTF8.GetBytes(
            $$$"""{"jsonrpc":"2.0","id":1,"result":{"tools":[{"name":"{{{tool}}}","description":"{{{description}}}","inputSchema":{"type":"object"}}]{{{more}}}}}"""))!;
        _shelf.Learn(reader, cursor is null ? default : Encoding.UTF8.GetBytes($"\"{cursor}\""), answer, ToolListTrim.ReadOrNull(answer)!);
    }
}
