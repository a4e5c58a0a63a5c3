using System.Text.Json;
using Catalog.Api.Shell;

namespace Catalog.Api.Tests.Shell;

public sealed class HtmlTests
{
    public static TheoryData<string, string, string> Texts
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Shell", "Cases", "escaping.json")));
            foreach (var row in document.RootElement.EnumerateArray())
            {
                data.Add(row.GetProperty("input").GetString()!, row.GetProperty("text").GetString()!, row.GetProperty("attribute").GetString()!);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Of_TextInAHole_IsEscapedForItsPlace(string input, string text, string attribute)
    {
        Assert.Equal($"<p>{text}</p>", Html.Of($"<p>{input}</p>").ToString());
        Assert.Equal($"<p title=\"{attribute}\"></p>", Html.Of($"<p title=\"{input}\"></p>").ToString());
    }

    [Fact]
    public void Of_LoneSurrogate_IsReplaced() => Assert.Equal("<p>a\uFFFDb</p>", Html.Of($"<p>{"a\uD800b"}</p>").ToString());

    [Fact]
    public void Of_TextWhereAnAddressBelongs_Throws()
    {
        var address = "javascript:alert(1)";
        Assert.Throws<InvalidOperationException>(() => Html.Of($"<a href=\"{address}\">x</a>"));
        Assert.Throws<InvalidOperationException>(() => Html.Of($"<form action=\"{address}\"></form>"));
        Assert.Throws<InvalidOperationException>(() => Html.Of($"<img src=\"{address}\">"));
    }

    [Fact]
    public void Of_TextWhereEscapingIsNotEnough_Throws()
    {
        var text = "x onload=alert(1)";
        Assert.Throws<InvalidOperationException>(() => Html.Of($"<p title={text}></p>"));
        Assert.Throws<InvalidOperationException>(() => Html.Of($"<{text}>"));
        Assert.Throws<InvalidOperationException>(() => Html.Of($"<p style=\"{text}\"></p>"));
        Assert.Throws<InvalidOperationException>(() => Html.Of($"<p onclick=\"{text}\"></p>"));
        Assert.Throws<InvalidOperationException>(() => Html.Of($"<p title=\"{Html.Text("a")}\"></p>"));
    }

    [Fact]
    public void Of_UnfinishedTag_Throws() => Assert.Throws<InvalidOperationException>(() => Html.Of($"<p title=\"{"a"}"));

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("JAVASCRIPT:alert(1)")]
    [InlineData(" javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("//host.example/x")]
    [InlineData("/relative")]
    [InlineData("https://user:secret@host.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("vbscript:x")]
    [InlineData("")]
    public void OutsideOrNull_AnythingButHttp_IsNull(string address) => Assert.Null(SiteUrl.OutsideOrNull(address));

    [Theory]
    [InlineData("https://host.example")]
    [InlineData("//host.example")]
    [InlineData("/\\host.example")]
    [InlineData("javascript:x")]
    public void Local_AnotherSite_Throws(string path) => Assert.Throws<ArgumentException>(() => SiteUrl.Local(path));

    [Fact]
    public void OutsideOrNull_QuoteInAnAddress_CannotEndTheAttribute() =>
        Assert.Equal("<a href=\"https://host.example/%22onmouseover=%22x\">y</a>", Html.Of($"<a href=\"{SiteUrl.OutsideOrNull("https://host.example/\"onmouseover=\"x")!}\">y</a>").ToString());
}
