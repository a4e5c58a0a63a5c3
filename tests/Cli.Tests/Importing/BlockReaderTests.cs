using System.Text;
using Catalog.Cli.Importing;
using Catalog.Core.Tools;

namespace Catalog.Cli.Tests.Importing;

/// <summary>A line is read as if it were the only one of its file, whatever was kept of those before it.</summary>
public sealed class BlockReaderTests
{
    private static readonly string[] Heads =
    [
        """{"server":"one","repo":"ada/one","tool":"t",""",
        """{"server":"two","repo":"ada/two","tool":"t",""",
        """{"server":"two","repo":"ada/other","tool":"t",""",
        """{ "server" : "three" , "repo" : "ada/three" , "tool":"t",""",
        """{"server":"four","tool":"t",""",
        """{"server":"five","tool":"t",""",
        """{"server":"npm:six","repo":null,"tool":"t",""",
        """{"server":"seven","repo":"","tool":"t",""",
        """{"server":"\u0065ight","repo":"ada/eight","tool":"t",""",
        """{"server":"nine","repo":"ada\/nine","tool":"t",""",
        """{"repo":"ada/ten","server":"ten","tool":"t",""",
        """{"id":"7","server":"eleven","repo":"ada/eleven","tool":"t",""",
        """{"Server":"twelve","Repo":"ada/twelve","tool":"t",""",
        """{"tool":"t","server":"thirteen","server":"fourteen","repo":"ada/x",""",
        """{"server":"","repo":"ada/empty","tool":"t",""",
        """{"server":" ","repo":"ada/blank","tool":"t",""",
        """{"server":null,"repo":"ada/none","tool":"t",""",
        """{"server":7,"repo":"ada/number","tool":"t",""",
        """{"server":"a\u0001b","tool":"t",""",
        """{"server":"ümläut 雪","repo":"ada/ü","tool":"t",""",
        """{"server":"bad","repo":"ada/""" + "\u0001" + """ ","tool":"t",""",
        """[{"server":"list",""",
        """{"server":"one""",
        "{",
        "",
    ];

    private static readonly string[] Rests =
    [
        """ "description":"Lists."}""",
        """ "description":"Lists." } """,
        """ "description":"Lists.","siblings":["a","b"],"exposed":"no","source":{"file":"a.ts","line":1,"extractor":"x@1"}}""",
        """ "description":"Lists.","server":"inner"}""",
        """ "description":"Lists.","server":null}""",
        """ "description":"Lists.","repo":"inner/repo"}""",
        """ "description":"Lists.","repo":null}""",
        """ "description":"Lists.","Server":"cased"}""",
        """ "description":"Lists.","\u0073erver":"escaped"}""",
        """ "description":"Lists.","tool":"other"}""",
        """ "description":"Lists.","tool":""}""",
        """ "inputSchema":{"type":"object","properties":{"server":{"type":"string"}}},"annotations":{"readOnlyHint":true}}""",
        """ "description":"Lists."} x""",
        """ "description":"Lists.",}""",
        """ "description":7}""",
        """ "description":"Lists.""",
    ];

    [Fact]
    public void Read_EveryBeginningWithEveryRest_IsAsIfItStoodAlone()
    {
        var lines = Heads.SelectMany(static _ => Rests, static (head, rest) => head + rest).ToArray();
        var known = new KnownRows();
        var expected = lines.Select(static line => Read(new KnownRows(), isFirst: true, line).Single()).ToList();
        foreach (var isFirst in new[] { true, true, true, false, false })
        {
            Assert.Equal(expected, Read(known, isFirst, lines));
            Assert.Equal(Enumerable.Reverse(expected), Read(known, isFirst, [.. lines.Reverse()]));
        }

        Assert.Contains(expected, static text => text.Contains("npm:six", StringComparison.Ordinal));
        Assert.Contains("`server` is missing", expected);
        Assert.Contains("`server` or `repo` holds a control character or is too long", expected);
    }

    [Fact]
    public void Read_SameToolOfThreeServers_IsReadOnceFromTheSecondOn()
    {
        var known = new KnownRows();
        var rows = Rows(known, isFirst: true, [.. Enumerable.Range(0, 3).Select(static i => $$"""{"server":"s{{i}}","repo":"ada/r{{i}}","tool":"t","description":"Lists."}""")]);

        Assert.NotSame(rows[0].Known, rows[1].Known);
        Assert.Same(rows[1].Known, rows[2].Known);
        Assert.Equal(["import:ada/r0/s0", "import:ada/r1/s1", "import:ada/r2/s2"], rows.Select(static row => row.Server!.Key.Value));
    }

    [Fact]
    public void Read_SecondTimeOfAFileWithoutCopies_KeepsNothing()
    {
        var known = new KnownRows();
        string[] lines = ["""{"server":"s","tool":"t","description":"Lists."}""", """{"server":"s","tool":"u","description":"Lists."}"""];
        Rows(known, isFirst: true, lines);

        var (once, again) = (Rows(known, isFirst: false, lines), Rows(known, isFirst: false, lines));

        Assert.NotSame(once[0].Known, again[0].Known);
        Assert.NotSame(once[1].Known, again[1].Known);
    }

    private static List<string> Read(KnownRows known, bool isFirst, params string[] lines) => Rows(known, isFirst, lines).ConvertAll(static row =>
        row.Problem ?? $"{row.Server!.Key} {row.Server.Title} {ToolDefinitionJson.Write(row.Known!.Of(row.Server, ["sibling"]))} {row.Known.Key} {row.Known.Hash}");

    private static List<ImportRow> Rows(KnownRows known, bool isFirst, params string[] lines)
    {
        using var block = new ImportBlock(1, 1 << 16);
        foreach (var line in lines)
        {
            block.Add(Encoding.UTF8.GetBytes(line));
        }

        new BlockReader(known, block, isFirst).Read();
        return block.Rows;
    }
}
