using System.Text;
using Catalog.Crawler.Parsing.Cutting;

namespace Catalog.Crawler.Tests.Parsing.Cutting;

/// <summary>Which function bodies are found, and which files are given up on.</summary>
public sealed class BodyScannerTests
{
    [Theory]
    [InlineData("function f(a) { return a; } g(1);", "return a;")]
    [InlineData("const f = async (a) => { await a; };", "await a;")]
    [InlineData("x = { m() { one; }, get n() { two; }, 'o'() { three; }, [p]() { four; } };", "one;", "two;", "three;", "four;")]
    [InlineData("class C extends (B, D) { m() { one; } static { two; } #p() { three; } }", "one;", "three;")]
    [InlineData("if (a) { b; } for (const c of d) { e; } while (f) { g; } switch (h) { case 1: { i; } } try { j; } catch (k) { l; }")]
    [InlineData("for await (const a of b) { c; }")]
    [InlineData("const o = { a: { b: 1 } }; do { c; } while (d)")]
    [InlineData("function outer() { function inner() { a; } }", "function inner() { a; }")]
    [InlineData("a = b / c; function f() { d; } e = g / h;", "d;")]
    [InlineData("if (a) /[/}]{2}\\//.test(b); function f() { return /}/g; }", "return /}/g;")]
    [InlineData("const t = `a ${ { b: `${ c }` }.b } }`; function f() { return `}`; }", "return `}`;")]
    [InlineData("x = \"}\\\"{\" + '\\'}'; // }\n/* } */ function f() { a; }", "a;")]
    [InlineData("#!/usr/bin/env node }\nfunction f() { a; }", "a;")]
    [InlineData("a++ / b; c = d-- / e; function f() { g; }", "g;")]
    [InlineData("return1 = 1; x = y.return / z; function f() { a; }", "a;")]
    [InlineData("const \u00e9t\u00e9 = 1e-5 / .5; function \u00e0() { \u00e9t\u00e9; }", "\u00e9t\u00e9;")]
    public void Scan_Finds(string source, params string[] bodies)
    {
        var bytes = Encoding.UTF8.GetBytes(source);
        var found = BodyScanner.ScanOrNull(bytes, 1);
        Assert.NotNull(found);
        Assert.Equal(bodies, found.Value.Cuts.Select(c => Encoding.UTF8.GetString(bytes, c.Start, c.Length).Trim()));
    }

    [Theory]
    [InlineData("function f() { a; ")]
    [InlineData("function f() { a; }}")]
    [InlineData("f(a];")]
    [InlineData("x = 'a\nb';")]
    [InlineData("x = `a ${ b `")]
    [InlineData("x = `a")]
    [InlineData("x = /a\nb/;")]
    [InlineData("/* a")]
    [InlineData("x = 'a\\")]
    [InlineData("x = /a\\")]
    public void Scan_GivesUp(string source) => Assert.Null(BodyScanner.ScanOrNull(Encoding.UTF8.GetBytes(source), 1));

    [Fact]
    public void Scan_KeepsImportsOfWhatIsCutOnly()
    {
        var source = "import a from 'a'; const b = require('b'); function f() { const c = require(\"c\"); x.require('d'); return import(/* e */ `f`); } require('g' + h); function k() { require(`${l}`); }";
        Assert.Equal(["c", "f"], BodyScanner.ScanOrNull(Encoding.UTF8.GetBytes(source), 1)!.Value.Imports);
    }

    [Fact]
    public void Scan_AnyBytes_Ends()
    {
        var random = new Random(7);
        var alphabet = "{}()[]`'\"/\\$=> \n;.ab1#é*+-"u8.ToArray();
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = new byte[random.Next(40)];
            for (var i = 0; i < bytes.Length; i++)
            {
                bytes[i] = alphabet[random.Next(alphabet.Length)];
            }

            var cuts = BodyScanner.ScanOrNull(bytes, 1)?.Cuts ?? [];
            var end = 0;
            foreach (var cut in cuts)
            {
                Assert.True(cut.Start > end && cut.End < bytes.Length && bytes[cut.Start - 1] == '{' && bytes[cut.End] == '}', $"{Convert.ToHexString(bytes)} {cut}");
                end = cut.End;
            }
        }
    }
}
