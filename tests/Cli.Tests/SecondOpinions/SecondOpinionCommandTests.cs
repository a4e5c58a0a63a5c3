using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Catalog.Cli.Hosting;

namespace Catalog.Cli.Tests.SecondOpinions;

public sealed class SecondOpinionCommandTests : IDisposable
{
    private const string Sure = """{"id":"sure","tool":"delete_fence","description":"Deletes a fence for good."}""";
    private const string Doubtful = """{"id":"doubtful","tool":"zorp","description":"Zorp."}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Classify_WithSecondOpinion_AsksAboutTheDoubtfulAndKeepsTheAnswers()
    {
        await using var endpoint = await OpinionEndpoint.StartAsync(static data => (HttpStatusCode.OK, """{"category":"Write","quote":"Zorp","field":"/description"}"""));
        var file = Write(Sure + "\n" + Doubtful + "\n");
        for (var run = 0; run < 2; run++)
        {
            var (code, output, _) = await RunAsync(endpoint, "doubtful", file);
            Assert.Equal(ExitCodes.Done, code);
            var rows = output.TrimEnd().Split('\n').Select(static line => JsonNode.Parse(line)!).ToList();
            Assert.Null(rows[0]["secondOpinion"]);
            Assert.Equal("Write", rows[1]["secondOpinion"]!["category"]!.GetValue<string>());
            Assert.True(rows[1]["review"]!.GetValue<bool>());
        }

        var (authorization, body) = Assert.Single(endpoint.Requests);
        Assert.Equal("Bearer none", authorization);
        Assert.Equal("local", body["model"]!.GetValue<string>());
        Assert.True(body["response_format"]!["json_schema"]!["strict"]!.GetValue<bool>());
        Assert.Equal(0, body["temperature"]!.GetValue<double>());
    }

    [Fact]
    public async Task Classify_SecondOpinionOnAll_MarksWhatDiffers()
    {
        await using var endpoint = await OpinionEndpoint.StartAsync(static data => (HttpStatusCode.OK, JsonSerializer.Serialize(new { category = "Read", quote = data["tool"]!.GetValue<string>(), field = "/tool" })));
        var (_, output, _) = await RunAsync(endpoint, "all", Write(Sure + "\n"));
        var row = JsonNode.Parse(output)!;
        Assert.Equal(("Destructive", "Read", true), (row["category"]!.GetValue<string>(), row["secondOpinion"]!["category"]!.GetValue<string>(), row["review"]!.GetValue<bool>()));
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, "broken", "answered 500")]
    [InlineData(HttpStatusCode.Unauthorized, "{}", "answered 401")]
    [InlineData(HttpStatusCode.OK, "I think it is harmless.", "was dropped")]
    public async Task Classify_EndpointThatGivesNoAnswer_FallsBackAndSaysSo(HttpStatusCode status, string text, string told)
    {
        await using var endpoint = await OpinionEndpoint.StartAsync(_ => (status, text));
        var (code, output, error) = await RunAsync(endpoint, "all", Write(Sure + "\n"));
        Assert.Equal(ExitCodes.Done, code);
        Assert.Contains(told, error, StringComparison.Ordinal);
        Assert.Equal("Destructive", JsonNode.Parse(output)!["category"]!.GetValue<string>());
        Assert.Null(JsonNode.Parse(output)!["secondOpinion"]);
        Assert.Single(endpoint.Requests);
    }

    [Fact]
    public async Task Classify_NobodyListens_FallsBack()
    {
        var (code, output, error) = await CommandRun.RunAsync(
            "classify", Write(Sure + "\n"), "--second-opinion", "all", "--opinion-endpoint", "http://127.0.0.1:1/v1", "--opinion-model", "local", "--db", _folder.File("c.db"));
        Assert.Equal(ExitCodes.Done, code);
        Assert.Contains("127.0.0.1 could not be reached", error, StringComparison.Ordinal);
        Assert.Equal("Destructive", JsonNode.Parse(output)!["category"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("--second-opinion needs --opinion-endpoint URL and --opinion-model NAME", "--second-opinion", "all")]
    [InlineData("is no http:// or https:// address", "--second-opinion", "all", "--opinion-endpoint", "ftp://x", "--opinion-model", "m")]
    [InlineData("keys go into CATALOG_OPINION_KEY", "--second-opinion", "all", "--opinion-endpoint", "http://user:key@127.0.0.1/v1", "--opinion-model", "m")]
    [InlineData("--opinion-calls must be 1 or more", "--second-opinion", "all", "--opinion-endpoint", "http://127.0.0.1/v1", "--opinion-model", "m", "--opinion-calls", "0")]
    [InlineData("sometimes", "--second-opinion", "sometimes")]
    public async Task Classify_WrongOptions_SayWhatIsNeeded(string expected, params string[] options)
    {
        var (code, _, error) = await CommandRun.RunAsync(["classify", Write(Sure + "\n"), .. options]);
        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    private Task<(int Code, string Output, string Error)> RunAsync(OpinionEndpoint endpoint, string which, string file) =>
        CommandRun.RunAsync("classify", file, "--second-opinion", which, "--opinion-endpoint", endpoint.Address, "--opinion-model", "local", "--db", _folder.File("c.db"));

    private string Write(string text)
    {
        var path = _folder.File("tools.jsonl");
        File.WriteAllText(path, text);
        return path;
    }
}
