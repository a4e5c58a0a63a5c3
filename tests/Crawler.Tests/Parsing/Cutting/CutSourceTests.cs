using System.Text;
using Catalog.Crawler.Parsing.Cutting;

namespace Catalog.Crawler.Tests.Parsing.Cutting;

/// <summary>What is left of a file, and the way back.</summary>
public sealed class CutSourceTests
{
    private static readonly byte[] Source = Encoding.UTF8.GetBytes("a(); function b() { one } c(); d = () => { two }; e();");

    [Fact]
    public void Of_PiecesAndWhatIsLeft_AreTheFile()
    {
        var cuts = CutSource.OfOrNull(Source, 1)!;
        Assert.Equal("a(); function b() {} c(); d = () => {}; e();", Encoding.UTF8.GetString(cuts.Text));
        var whole = new List<byte>();
        for (var i = 0; i < cuts.Text.Length; i++)
        {
            if (cuts.AtOrNull(i) is { } cut)
            {
                whole.AddRange(Source.AsSpan(cut.Start, cut.Length));
            }

            whole.Add(cuts.Text[i]);
        }

        Assert.Equal(Source, whole);
    }

    [Fact]
    public void Origin_IsTheSameByte()
    {
        var cuts = CutSource.OfOrNull(Source, 1)!;
        Assert.Equal(2, cuts.Count);
        Assert.All(Enumerable.Range(0, cuts.Text.Length), i => Assert.Equal(cuts.Text[i], Source[cuts.Origin(i)]));
        Assert.Equal(Source.Length - 1, cuts.Origin(cuts.Text.Length - 1));
    }

    [Fact]
    public void Of_ShortBodies_AreLeft() => Assert.Null(CutSource.OfOrNull(Source, 6));
}
