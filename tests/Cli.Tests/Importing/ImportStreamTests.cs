using System.Globalization;
using System.Text;
using System.Text.Json;
using Catalog.Cli.Hosting;

namespace Catalog.Cli.Tests.Importing;

/// <summary>Files that are larger than a block of what is read at once, or written by other hands.</summary>
public sealed class ImportStreamTests : IDisposable
{
    private const int Rows = 4000;

    private readonly TemporaryFolder _folder = new();

    private string Database => _folder.File("catalog.db");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(Rows)]
    public async Task Import_RowsOfServersInTurns_StoresEachServerWhole(int servers)
    {
        var (exitCode, output, _) = await CommandRun.RunAsync("import", Write(Enumerable.Range(0, Rows).Select(i => Row(i % servers, i))), "--db", Database, "--json");

        Assert.Equal(ExitCodes.Done, exitCode);
        using var figures = JsonDocument.Parse(output);
        Assert.Equal((servers, Rows, 0), (Figure("servers"), Figure("added"), Figure("removed")));

        int Figure(string name) => figures.RootElement.GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task Import_WrongLinesFarBehind_AreNamedByTheirNumbersAndNothingIsStored()
    {
        var lines = Enumerable.Range(0, Rows).Select(i => Row(i, i)).ToList();
        lines[1999] = "";
        lines[2999] = "{";
        lines[3998] = Row(5, 5);

        var (exitCode, _, error) = await CommandRun.RunAsync("import", Write(lines), "--db", Database);

        Assert.Equal(ExitCodes.No, exitCode);
        Assert.Contains("line 3000: ", error, StringComparison.Ordinal);
        Assert.Contains("line 3999: `import:-/s5` names the tool `t5` twice", error, StringComparison.Ordinal);
        Assert.DoesNotContain("line 2000", error, StringComparison.Ordinal);
        Assert.Empty((await CommandRun.RunAsync("export", "--db", Database)).Output);
    }

    [Theory]
    [InlineData("\uFEFF", "\r\n", "\r\n")]
    [InlineData("\n  \n", "\n \t\n", "")]
    public async Task Import_MarkBlankLinesAndOtherEnds_AreNoMatter(string start, string between, string end)
    {
        var file = _folder.File("rows.jsonl");
        await File.WriteAllTextAsync(file, $"{start}{Row(0, 0)}{between}{Row(0, 1)}{end}", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

        var (_, output, error) = await CommandRun.RunAsync("import", file, "--db", Database);

        Assert.Equal("", error);
        Assert.StartsWith("1 servers (1 new); tools: 2 added", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_LineLongerThanAnyDefinition_IsNamed()
    {
        var (exitCode, _, error) = await CommandRun.RunAsync("import", Write([Row(0, 0), new string(' ', 17 << 20), Row(0, 1)]), "--db", Database);

        Assert.Equal(ExitCodes.No, exitCode);
        Assert.Contains("line 2: longer than", error, StringComparison.Ordinal);
    }

    private static string Row(int server, int tool) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"server":"s{{server}}","tool":"t{{tool}}","description":"Lists what is kept under number {{tool}} and says in some more words than needed what it is, so that lines have a length."}""");

    private string Write(IEnumerable<string> lines)
    {
        var file = _folder.File("rows.jsonl");
        File.WriteAllLines(file, lines);
        return file;
    }
}
