using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Catalog.Cli.Hosting;

namespace Catalog.Cli.Tests.Classifying;

public sealed class TrainAndEvalProcessTests : IDisposable
{
    private static readonly (string Verb, string Category)[] Verbs =
        [("list", "Read"), ("get", "Read"), ("create", "Write"), ("update", "Write"), ("run", "Execute"), ("deploy", "Execute"), ("delete", "Destructive"), ("purge", "Destructive"), ("pay", "Financial"), ("refund", "Financial")];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Train_SameRows_GivesTheSameBytes()
    {
        var rows = Rows("rows.jsonl", 12);
        foreach (var model in new[] { "one.bin", "two.bin" })
        {
            var (code, output, error) = await RunAsync("train", rows, "--out", _folder.File(model));
            Assert.Equal((ExitCodes.Done, ""), (code, error));
            Assert.StartsWith("trained on 120 rows", output, StringComparison.Ordinal);
        }

        var bytes = await File.ReadAllBytesAsync(_folder.File("one.bin"), TestContext.Current.CancellationToken);
        Assert.NotEmpty(bytes);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(_folder.File("two.bin"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Eval_CrossValidated_WritesFiguresPageAndJson()
    {
        var (code, output, error) = await RunAsync("eval", Rows("dev.jsonl", 10), "--train", Rows("train.jsonl", 6, "other"), "--json", "--errors", "0", "--markdown", _folder.File("accuracy.md"));
        Assert.Equal((ExitCodes.Done, ""), (code, error));
        using var json = JsonDocument.Parse(output);
        Assert.StartsWith("cross-validated in 5 folds of whole servers and repositories, with 60 other rows", json.RootElement.GetProperty("method").GetString(), StringComparison.Ordinal);
        Assert.Equal(100, json.RootElement.GetProperty("report").GetProperty("rows").GetInt32());
        Assert.True(json.RootElement.GetProperty("report").GetProperty("accuracy").GetDouble() > 0.8);
        Assert.Equal(0, json.RootElement.GetProperty("report").GetProperty("brokenQuotes").GetInt32());
        var page = await File.ReadAllTextAsync(_folder.File("accuracy.md"), TestContext.Current.CancellationToken);
        Assert.Contains("| Financial | 20 |", page, StringComparison.Ordinal);
        using var figures = JsonDocument.Parse(await File.ReadAllTextAsync(_folder.File("accuracy.json"), TestContext.Current.CancellationToken));
        Assert.Equal(100, figures.RootElement.GetProperty("report").GetProperty("rows").GetInt32());
    }

    [Fact]
    public async Task Train_WeakFile_LearnsFromPlainAndPackedClaimsAlike()
    {
        var lines = string.Concat(Enumerable.Range(0, 6).Select(static i => $$$"""{"server":"w{{{i}}}","tool":"fathom_hive","description":"Fathom the hive.","annotations":{"readOnlyHint":true}}""" + "\n"));
        await File.WriteAllTextAsync(_folder.File("claims.jsonl"), lines, TestContext.Current.CancellationToken);
        await using (var packed = new GZipStream(File.Create(_folder.File("claims.jsonl.gz")), CompressionMode.Compress))
        {
            await packed.WriteAsync(Encoding.UTF8.GetBytes(lines), TestContext.Current.CancellationToken);
        }

        var rows = Rows("rows.jsonl", 6);
        foreach (var claims in new[] { "claims.jsonl", "claims.jsonl.gz" })
        {
            var (code, output, error) = await RunAsync("train", rows, "--weak", _folder.File(claims), "--out", _folder.File(claims + ".bin"));
            Assert.Equal((ExitCodes.Done, ""), (code, error));
            Assert.StartsWith("trained on 60 rows and 6 authors' claims", output, StringComparison.Ordinal);
        }

        Assert.Equal(await File.ReadAllBytesAsync(_folder.File("claims.jsonl.bin"), TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(_folder.File("claims.jsonl.gz.bin"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Eval_WeakFileWithoutTraining_IsRefused()
    {
        await File.WriteAllTextAsync(_folder.File("claims.jsonl"), """{"tool":"fathom_hive","annotations":{"readOnlyHint":true}}""", TestContext.Current.CancellationToken);
        var (code, _, error) = await RunAsync("eval", Rows("rows.jsonl", 1), "--weak", _folder.File("claims.jsonl"));
        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains("`--weak` is for cross-validation", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Eval_RowsOfTheShippedModel_SaysSo()
    {
        var known = _folder.File("known.jsonl");
        await File.WriteAllLinesAsync(known, File.ReadLines(SharedData.Require("labels/dev.jsonl")).Take(5), TestContext.Current.CancellationToken);
        var (_, output, _) = await RunAsync("eval", known, "--errors", "0");
        Assert.Contains("the shipped model was trained on 5 of these rows", output, StringComparison.Ordinal);
        Assert.Contains("which was trained on none of these rows", (await RunAsync("eval", Rows("own.jsonl", 1), "--errors", "0")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Eval_Overrides_TellsOfConflictsAndDoesNotCountThem()
    {
        var rows = _folder.File("rows.jsonl");
        await File.WriteAllTextAsync(rows, Row("npm:fences", "delete_fence", "Deletes a fence for good.", "Destructive"), TestContext.Current.CancellationToken);
        Directory.CreateDirectory(_folder.File("overrides"));
        await File.WriteAllTextAsync(
            _folder.File("overrides/own.json"),
            """{"overrides":[{"server":"npm:fences","tool":"delete_fence","category":"Read","reason":"It was said to be harmless.","by":"Ada","on":"2026-02-03"}]}""",
            TestContext.Current.CancellationToken);
        var (code, output, _) = await RunAsync("eval", rows, "--overrides", _folder.File("overrides"));
        Assert.Equal(ExitCodes.Done, code);
        Assert.Contains("right, all rows         1.0000", output, StringComparison.Ordinal);
        Assert.Contains("lowers    npm:fences delete_fence, Read by Ada on 2026-02-03: the classifier itself says Destructive", output, StringComparison.Ordinal);
        Assert.Contains("label     npm:fences delete_fence, Read by Ada on 2026-02-03: a row is labelled Destructive", output, StringComparison.Ordinal);
    }

    private string Rows(string name, int servers, string prefix = "srv")
    {
        var path = _folder.File(name);
        File.WriteAllText(path, string.Concat(
            from server in Enumerable.Range(0, servers)
            from verb in Verbs
            select Row($"{prefix}{server}", $"{verb.Verb}_{prefix}_thing{server}", $"{verb.Verb} the thing number {server} of the caller's choice.", verb.Category)));
        return path;
    }

    private static string Row(string server, string tool, string description, string category) =>
        JsonSerializer.Serialize(new { server, tool, description, stratum = "natural", label = new { category, certain = true, alt = Array.Empty<string>(), facets = Array.Empty<string>() } }) + "\n";

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] args) => CommandProcess.RunAsync(_folder.Path, args);
}
