using System.Text.Json;
using Catalog.Cli.Hosting;

namespace Catalog.Cli.Tests.Classifying;

/// <summary>From a stored catalog over <c>catalog review</c> and an override back into it.</summary>
public sealed class ReviewProcessTests : IDisposable
{
    private const string Tools =
        """
        {"server":"npm:fences","tool":"delete_fence","description":"Deletes a fence for good."}
        {"server":"npm:fences","tool":"manage_fence","description":"Manages fences.","inputSchema":{"type":"object","properties":{"action":{"type":"string","enum":["list","delete"]}}}}
        {"server":"npm:fences","tool":"zorp","description":"Zorp."}
        {"server":"npm:gates","tool":"zorp","description":"Zorp."}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Skeleton_IsRefusedUntilItIsFilledIn_ThenSettlesTheTool()
    {
        await ImportAsync();
        var (code, skeleton, _) = await RunAsync("review", "--only", "unknown", "--skeleton");
        Assert.Equal(ExitCodes.No, code);
        Directory.CreateDirectory(_folder.File("own"));
        await WriteAsync("own/mine.json", skeleton);
        var refused = await RunAsync("review", "--overrides", _folder.File("own"));
        Assert.Equal(ExitCodes.Failed, refused.Code);
        Assert.Contains("entry 1: `reason` has 10 to 1000 characters", refused.Error, StringComparison.Ordinal);
        Assert.Contains("entry 2: `reason`", refused.Error, StringComparison.Ordinal);

        await WriteAsync("own/mine.json", skeleton.Replace("\"reason\": \"\"", "\"reason\": \"It paints the whole fence.\"", StringComparison.Ordinal).Replace("\"by\": \"\"", "\"by\": \"Ada\"", StringComparison.Ordinal));
        Assert.Contains("2 reclassified", await ImportAsync("--overrides", _folder.File("own")), StringComparison.Ordinal);
        Assert.Contains("no tool to review", (await RunAsync("review", "--only", "unknown", "--overrides", _folder.File("own"))).Output, StringComparison.Ordinal);
        var explained = (await RunAsync("explain", "npm:fences", "zorp", "--overrides", _folder.File("own"))).Output;
        Assert.Contains("reviewed by hand by Ada on ", explained, StringComparison.Ordinal);
        Assert.Contains("the classifier itself says Unknown", explained, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Review_Orders_AndGivesReasons()
    {
        await ImportAsync();
        using var json = JsonDocument.Parse((await RunAsync("review", "--json", "--order", "server")).Output);
        var doubtful = json.RootElement.GetProperty("doubtful").EnumerateArray().Select(static t => $"{t.GetProperty("server").GetString()} {t.GetProperty("verdict").GetProperty("tool").GetString()} {t.GetProperty("reasons")[0].GetString()}").ToList();
        Assert.Equal(["npm:fences zorp Unknown", "npm:gates zorp Unknown"], doubtful.Where(static d => d.Contains("zorp", StringComparison.Ordinal)));
        Assert.Equal(doubtful.Order(StringComparer.Ordinal), doubtful);
        Assert.Equal(ExitCodes.Usage, (await RunAsync("review", "--order", "colour")).Code);
    }

    [Fact]
    public async Task Review_StaleOverride_IsTold()
    {
        Directory.CreateDirectory(_folder.File("overrides"));
        await WriteAsync("overrides/own.json", """{"overrides":[{"server":"npm:fences","tool":"delete_fence","definition":"0000000000000000000000000000000000000000000000000000000000000000","category":"Write","reason":"It only hides the fence.","by":"Ada","on":"2026-02-03"}]}""");
        await ImportAsync("--overrides", _folder.File("overrides"));
        var (code, output, _) = await RunAsync("review", "--overrides", _folder.File("overrides"));
        Assert.Equal(ExitCodes.No, code);
        Assert.Contains("stale     npm:fences delete_fence, Write by Ada on 2026-02-03: the definition has changed since", output, StringComparison.Ordinal);
        Assert.Contains("npm:fences delete_fence  [changed since it was reviewed]", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_ByNameAlone_ShowsAllOfIt()
    {
        await ImportAsync();
        var (code, output, _) = await RunAsync("explain", "manage_fence");
        Assert.Equal(ExitCodes.Done, code);
        foreach (var part in new[] { "npm:fences manage_fence", "for it", "by value of `action`", "delete                   Destructive  Critical", "  risk", "the model alone: ", "signals that said yes, of ", "definition " })
        {
            Assert.Contains(part, output, StringComparison.Ordinal);
        }

        using var json = JsonDocument.Parse((await RunAsync("explain", "manage_fence", "--json")).Output);
        var now = json.RootElement.GetProperty("now");
        Assert.Equal(1, now.GetProperty("shares").EnumerateObject().Sum(static s => s.Value.GetDouble()), 2);
        Assert.All(now.GetProperty("contributions").EnumerateArray(), static c => Assert.True(c.GetProperty("weight").GetDouble() > 0));
        var several = await RunAsync("explain", "zorp");
        Assert.Equal(ExitCodes.Usage, several.Code);
        Assert.Contains("2 servers have a tool `zorp`, name one of them before it: npm:fences, npm:gates", several.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.No, (await RunAsync("explain", "none")).Code);
    }

    [Fact]
    public async Task Overrides_FolderThatIsNotThere_IsToldBeforeAnythingRuns()
    {
        var (code, _, error) = await RunAsync("classify", "none.jsonl", "--overrides", _folder.File("none"));
        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains("there is no folder", error, StringComparison.Ordinal);
    }

    private async Task<string> ImportAsync(params string[] more)
    {
        await WriteAsync("tools.jsonl", Tools);
        var (code, output, error) = await RunAsync(["import", _folder.File("tools.jsonl"), .. more]);
        Assert.Equal((ExitCodes.Done, ""), (code, error));
        return output;
    }

    private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(_folder.File(name), text, TestContext.Current.CancellationToken);

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] args) => CommandProcess.RunAsync(_folder.Path, args);
}
