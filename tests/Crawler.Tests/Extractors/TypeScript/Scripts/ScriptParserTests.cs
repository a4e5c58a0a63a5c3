using System.Text;
using Catalog.Crawler.Extractors.TypeScript.Lowering;
using Catalog.Crawler.Extractors.TypeScript.Scripts;
using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Tests.Extractors.TypeScript.Scripts;

/// <summary>The quick parser says of a file what the grammar and its lowering say, node for node, or refuses it.</summary>
public sealed class ScriptParserTests
{
    private static readonly string Cases = Path.Combine(AppContext.BaseDirectory, "Extractors", "TypeScript", "Scripts", "Cases");
    private static readonly string Servers = Path.Combine(AppContext.BaseDirectory, "Extractors", "Cases", "typescript");

    public static TheoryData<string> Read => new(Directory.GetFiles(Path.Combine(Cases, "read")).Order(StringComparer.Ordinal).Select(Path.GetFileName)!);

    public static TheoryData<string> Refused => new(Directory.GetFiles(Path.Combine(Cases, "refused")).Order(StringComparer.Ordinal).Select(Path.GetFileName)!);

    [Theory]
    [MemberData(nameof(Read))]
    public void Parse_Case_GivesTheFactsOfTheGrammar(string file)
    {
        var source = File.ReadAllBytes(Path.Combine(Cases, "read", file));
        var expected = Grammar(source);
        Assert.Equal(0, expected.Errors);
        AssertSame(expected, Parse(source));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Parse_Case_IsRefused(string file) => Assert.Throws<ScriptRefusal>(() => Parse(File.ReadAllBytes(Path.Combine(Cases, "refused", file))));

    [Fact]
    public void Parse_EveryServer_GivesTheFactsOfTheGrammarOrIsRefused()
    {
        var read = 0;
        foreach (var source in Directory.GetFiles(Servers, "*.*js", SearchOption.AllDirectories).Select(File.ReadAllBytes))
        {
            if (ParseOrNull(source) is { } found)
            {
                AssertSame(Grammar(source), found);
                read++;
            }
        }

        Assert.True(read > 20, $"{read} files were read");
    }

    /// <summary>What is broken at any byte is refused, or is sound to the grammar too and means the same.</summary>
    [Theory]
    [MemberData(nameof(Read))]
    public void Parse_CutAnywhere_NeverGivesOtherFacts(string file)
    {
        var source = File.ReadAllBytes(Path.Combine(Cases, "read", file));
        var read = 0;
        for (var length = 1; length < source.Length; length += 7)
        {
            if (ParseOrNull(source[..length]) is { } found && Grammar(source[..length]) is { Errors: 0 } expected)
            {
                AssertSame(expected, found);
                read++;
            }
        }

        Assert.True(read > 0);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("(", ")")]
    [InlineData("{", "}")]
    [InlineData("a(function () { ", " })")]
    [InlineData("a => ", "")]
    [InlineData("- ", "")]
    [InlineData("a.b(", ")")]
    [InlineData("`${", "}`")]
    [InlineData("a ? b : ", "")]
    [InlineData("new ", "")]
    [InlineData("if (a) ", "")]
    public void Parse_DeepNesting_IsRefused(string open, string close) =>
        Assert.Throws<ScriptRefusal>(() => Parse(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(open, 100_000)) + "a" + string.Concat(Enumerable.Repeat(close, 100_000)))));

    [Theory]
    [InlineData(".a")]
    [InlineData("(a)")]
    [InlineData("[a]")]
    [InlineData(" - a + a")]
    public void Parse_LongChain_IsRefused(string link) =>
        Assert.Throws<ScriptRefusal>(() => Parse(Encoding.UTF8.GetBytes("a" + string.Concat(Enumerable.Repeat(link, 10_000)))));

    [Fact]
    public void Parse_Part_HasThePlacesOfTheFile()
    {
        var source = "ä(); function a() { b('ü');\n  c(); }"u8.ToArray();
        var start = Array.IndexOf(source, (byte)'{') + 1;
        var part = new DeferredPlace(start, source.Length - start - 1, 1, 20);
        var statements = new JavaScriptLowering().ParsePartOrNull(source, part, new SharedTexts(), static _ => [], TestContext.Current.CancellationToken)!;
        Assert.Equal([(1, 21), (2, 3)], statements.Select(static s => (s.Line, s.Column)));
    }

    [Fact]
    public void Parse_Part_LeavesBodiesInsideOfIt()
    {
        var source = Encoding.UTF8.GetBytes("function a() { " + string.Concat(Enumerable.Repeat("b(c);", 100)) + " } d();");
        var asked = new List<DeferredPlace>();
        var statements = new JavaScriptLowering().ParsePartOrNull(source, new DeferredPlace(0, source.Length, 1, 1), new SharedTexts(), place => { asked.Add(place); return []; }, TestContext.Current.CancellationToken)!;
        Assert.Empty(asked);
        Assert.Empty(statements[0][1].Children);
        Assert.Equal([new DeferredPlace(14, 502, 1, 15)], asked);
    }

    private static FileFacts Parse(byte[] source) => ScriptParser.Parse(source, 0, source.Length, new SharedTexts(), ScriptBodies.Kept, TestContext.Current.CancellationToken);

    private static FileFacts? ParseOrNull(byte[] source)
    {
        try
        {
            return Parse(source);
        }
        catch (ScriptRefusal)
        {
            return null;
        }
    }

    private static FileFacts Grammar(byte[] source)
    {
        var lowering = new JavaScriptLowering();
        return lowering.Lower(SyntaxTree.ParseOrNull(lowering.Grammar, source, TimeSpan.FromSeconds(30), FactLimits.SyntaxNodes, TestContext.Current.CancellationToken)!, TestContext.Current.CancellationToken);
    }

    private static void AssertSame(FileFacts expected, FileFacts found)
    {
        AssertSame(expected.Root, found.Root);
        Assert.Equal(expected.Nodes, found.Nodes);
        Assert.Equal(expected.Imports.Order(StringComparer.Ordinal), found.Imports.Order(StringComparer.Ordinal));
    }

    private static void AssertSame(FactNode expected, FactNode found)
    {
        Assert.Equal((expected.Kind, expected.Text, expected.Line, expected.Column, expected.Flags, expected.Children.Length), (found.Kind, found.Text, found.Line, found.Column, found.Flags, found.Children.Length));
        for (var i = 0; i < expected.Children.Length; i++)
        {
            AssertSame(expected.Children[i], found.Children[i]);
        }
    }
}
