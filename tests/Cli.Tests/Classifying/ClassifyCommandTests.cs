using System.Text.Json;
using Catalog.Cli.Hosting;

namespace Catalog.Cli.Tests.Classifying;

public sealed class ClassifyCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Classify_Lines_ComeBackInOrderWithTheirIds()
    {
        var rows = string.Concat(Enumerable.Range(0, 5000).Select(static i => $$"""{"id":"r{{i}}","server":"s","tool":"{{(i % 2 == 0 ? "delete" : "list")}}_fence","unknown":1}""" + "\n"));

        var (code, output, error) = await RunAsync("classify", Write(rows));

        Assert.Equal((ExitCodes.Done, ""), (code, error));
        var lines = output.TrimEnd().Split('\n');
        Assert.Equal(5000, lines.Length);
        for (var i = 0; i < lines.Length; i++)
        {
            using var line = JsonDocument.Parse(lines[i]);
            Assert.Equal($"r{i}", line.RootElement.GetProperty("id").GetString());
            Assert.Equal(i % 2 == 0 ? "Destructive" : "Read", line.RootElement.GetProperty("category").GetString());
        }
    }

    [Fact]
    public async Task Classify_Facets_AreSpelledByTheirIds()
    {
        var (_, output, _) = await RunAsync("classify", Write("""{"tool":"send_email","description":"Send an email to a customer."}"""));

        using var line = JsonDocument.Parse(output);
        Assert.Contains("messages-people", line.RootElement.GetProperty("facets").EnumerateArray().Select(static f => f.GetString()));
    }

    [Theory]
    [InlineData("run_any", "Executes any tool of the server by its name.", true)]
    [InlineData("list_tools", "Lists the tools of the server.", false)]
    public async Task Classify_ToolThatCallsOthers_IsMarkedAsDispatcher(string tool, string description, bool dispatcher)
    {
        const string Schema = """{"type":"object","properties":{"tool_name":{"type":"string"},"arguments":{"type":"object"}}}""";
        var row = $$"""{"tool":"{{tool}}","description":"{{description}}","inputSchema":{{Schema}} }""";
        var (_, output, _) = await RunAsync("classify", Write(row));

        using var line = JsonDocument.Parse(output);
        Assert.Equal(dispatcher, line.RootElement.GetProperty("dispatcher").GetBoolean());
    }

    [Fact]
    public async Task Classify_BadLinesAmongGoodOnes_AreToldByNumberAndTheOthersAreDone()
    {
        var (code, output, error) = await RunAsync("classify", Write("{\"tool\":\"list_x\"}\n\n{\"tool\":\n[]\n{\"tool\":\"\"}\n{\"tool\":\"\\ud800\"}\n{\"tool\":\"list_y\"}\n"));

        Assert.Equal(ExitCodes.No, code);
        Assert.Equal(2, output.TrimEnd().Split('\n').Length);
        Assert.All([3, 4, 5, 6], number => Assert.Contains($"catalog: line {number}: not a tool definition: ", error, StringComparison.Ordinal));
        Assert.DoesNotContain("line 2:", error, StringComparison.Ordinal);
        Assert.Contains("4 of the lines could not be read and have no classification", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Classify_NoSuchFile_FailsWithASentence()
    {
        var (code, _, error) = await RunAsync("classify", _folder.File("none.jsonl"));

        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains("none.jsonl`: name a file of JSON lines", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Eval_LabelledRows_PrintsTheFigures()
    {
        var file = Write(Labelled("list_fences", "Read") + Labelled("delete_fence", "Destructive") + Labelled("delete_fence", "Read"));

        var (code, output, _) = await RunAsync("eval", file, "--json", "--errors", "1");

        Assert.Equal(ExitCodes.Done, code);
        using var json = JsonDocument.Parse(output);
        var report = json.RootElement.GetProperty("report");
        Assert.Equal((3, 2 / 3.0), (report.GetProperty("rows").GetInt32(), report.GetProperty("certainAccuracy").GetDouble()));
        Assert.Equal((3, "Destructive"), (report.GetProperty("errors")[0].GetProperty("line").GetInt32(), report.GetProperty("errors")[0].GetProperty("answer").GetProperty("category").GetString()));
        var text = (await RunAsync("eval", file)).Output;
        Assert.Contains("right, certain rows     0.6667  of 3", text, StringComparison.Ordinal);
        Assert.Contains("called Destructive", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"tool\":\"x\"}", "line 1 is no labelled row: `label` is missing")]
    [InlineData("", "has no rows")]
    public async Task Eval_NoLabelledRows_FailsWithASentence(string rows, string expected)
    {
        var (code, _, error) = await RunAsync("eval", Write(rows));

        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_StoredTool_ShowsEvidenceSignalsAndTheRunnerUp()
    {
        var database = _folder.File("catalog.db");
        await RunAsync("import", Write("""{"server":"npm:fences","tool":"paint_fence","description":"Creates a list of fences, then deletes a fence."}"""), "--db", database);

        var (code, output, _) = await RunAsync("explain", "npm:fences", "paint_fence", "--db", database);

        Assert.Equal(ExitCodes.Done, code);
        Assert.Contains("npm:fences paint_fence", output, StringComparison.Ordinal);
        Assert.Contains("why not ", output, StringComparison.Ordinal);
        Assert.Contains("“deletes a fence”", output, StringComparison.Ordinal);
        Assert.Contains("lead-write-verb v1", output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse((await RunAsync("explain", "npm:fences", "paint_fence", "--db", database, "--json")).Output);
        Assert.True(json.RootElement.GetProperty("now").GetProperty("answers").GetArrayLength() > 1);
    }

    [Theory]
    [InlineData("npm:fences", "none", ExitCodes.No, "has no tool `none` of `npm:fences`")]
    [InlineData("fences", "paint", ExitCodes.Usage, "`fences` is no server key")]
    public async Task Explain_NothingStored_SaysWhatToDo(string server, string tool, int expectedCode, string expected)
    {
        Assert.Equal(ExitCodes.Done, (await RunAsync("migrate", "--db", _folder.File("catalog.db"), "--store", _folder.File("gateway.db"))).ExitCode);

        var (code, _, error) = await RunAsync("explain", server, tool, "--db", _folder.File("catalog.db"));

        Assert.Equal(expectedCode, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    private static string Labelled(string tool, string category) =>
        $$$"""{"tool":"{{{tool}}}","stratum":"natural","label":{"category":"{{{category}}}","certain":true,"alt":[],"facets":[]}}""" + "\n";

    private string Write(string text)
    {
        var path = _folder.File($"{Guid.NewGuid():n}.jsonl");
        File.WriteAllText(path, text);
        return path;
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        return (await CommandLine.RunAsync(args, output, error), output.ToString(), error.ToString());
    }
}
