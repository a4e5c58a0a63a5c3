using System.Text;
using Catalog.Crawler.Extractors.TypeScript.Lowering;
using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Tests.Extractors.TypeScript;

/// <summary>A file whose bodies are parsed when they are asked for gives the facts of the file parsed whole: kinds, texts, places, imports.</summary>
public sealed class JavaScriptLoweringTests
{
    private static readonly string Cases = Path.Combine(AppContext.BaseDirectory, "Extractors", "Cases", "typescript");
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Files => new(Directory.GetFiles(Cases, "*.js", SearchOption.AllDirectories).Select(static f => Path.GetRelativePath(Cases, f)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void Parse_EveryCase_GivesTheSameFacts(string file) => AssertSame(File.ReadAllBytes(Path.Combine(Cases, file)));

    [Theory]
    [InlineData("const é = \"é\"; function a() { return { é, b() { return 'ü'; } }; }\nconst c = (d) => {\n  return d;\n};")]
    [InlineData("if (f(function () { return 1; })) { g(); }")]
    [InlineData("class A { constructor(b) { super(b); } *c() { yield 1; } static d = async () => { await e; }; }")]
    [InlineData("function a() { return require('m'); } function b() { return import('n'); } require('o');")]
    [InlineData("f()\n{ a; b; }\n")]
    [InlineData("x = <div on={() => { a; }}>it's { b }</div>;")]
    [InlineData("function a() { b c d ) } function e() { f; }")]
    [InlineData("var a = class extends (b, c) { d() { e; } };")]
    [InlineData("function a() { if (b) /}/.test(c); return d / e / f; }")]
    public void Parse_Source_GivesTheSameFacts(string source) => AssertSame(Encoding.UTF8.GetBytes(source));

    [Fact]
    public void Parse_LongBodies_AreLeftUntilTheyAreAskedFor()
    {
        var source = Encoding.UTF8.GetBytes("function never() { " + string.Concat(Enumerable.Repeat("a(b, c);", 10_000)) + " } s.tool('x');");
        var facts = new JavaScriptLowering().Parse(source, Timeout, TestContext.Current.CancellationToken);
        Assert.True(facts.Nodes < 50, $"{facts.Nodes} facts");
    }

    private static void AssertSame(byte[] source)
    {
        var whole = new JavaScriptLowering();
        var parsed = SyntaxTree.ParseOrNull(whole.Grammar, source, Timeout, FactLimits.SyntaxNodes, TestContext.Current.CancellationToken)!;
        var expected = whole.Lower(parsed, TestContext.Current.CancellationToken);
        var cutting = new JavaScriptLowering(0, 4, 4);
        var found = Read(new DeferredPlace(0, source.Length, 1, 1));
        AssertSame(expected.Root, found.Root);
        Assert.Equal(expected.Imports.Order(StringComparer.Ordinal), found.Imports.Order(StringComparer.Ordinal));

        FileFacts Read(DeferredPlace part) =>
            FactReader.Read(FactWriter.Write(cutting.Parse(source[part.Start..(part.Start + part.Length)], Timeout, TestContext.Current.CancellationToken)), part, p => Read(p).Root.Children);
    }

    private static void AssertSame(FactNode expected, FactNode found)
    {
        Assert.Equal(expected.Kind, found.Kind);
        Assert.Equal(expected.Children.Length, found.Children.Length);
        if (found is not DeferredBlock)
        {
            Assert.Equal((expected.Text, expected.Line, expected.Column, expected.Flags), (found.Text, found.Line, found.Column, found.Flags));
        }

        for (var i = 0; i < expected.Children.Length; i++)
        {
            AssertSame(expected.Children[i], found.Children[i]);
        }
    }
}
