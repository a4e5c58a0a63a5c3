using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Tests.Running;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Tests.Relaying;

/// <summary>An answer that two clients may read differently: its caller hears of an error, and nothing is given back for it.</summary>
public sealed class AmbiguousAnswerTests : IAsyncLifetime
{
    private const string Call = """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"echo"}}""";
    private const string OnceADay = """{"version":"1","default":"allow","all_tools":{"limits":[{"counter":"c","window":"day","max":1,"scope":"grant"}]}}""";

    private static readonly IReadOnlyList<AmbiguousAnswerCase> All = Cases.Read<AmbiguousAnswerCase>("Relaying", "ambiguous-answers.json");

    private HttpUpstreamDouble _upstream = null!;

    public static MatrixTheoryData<string, bool, bool> Notes => new(All.Select(static c => c.Note), [false, true], [false, true]);

    public async ValueTask InitializeAsync() => _upstream = await HttpUpstreamDouble.StartAsync();

    public ValueTask DisposeAsync() => _upstream.DisposeAsync();

    [Theory]
    [MemberData(nameof(Notes))]
    public async Task Answer_PassesWhereThereIsOneWayToReadIt(string note, bool isLong, bool isStream)
    {
        var given = All.Single(c => c.Note == note);
        var body = given.Body.Replace("@filler", new string('x', isLong ? 100_000 : 10), StringComparison.Ordinal);
        _upstream.Answer = (context, _) => AnswerAsync(context, body, isStream);
        await using var gateway = await StartAsync(AggregatePlans.AllowAll);
        try
        {
            var said = (await gateway.PostToAsync("/mcp/s", Call)).Body;
            Assert.Equal(given.Passes, said.Contains(body, StringComparison.Ordinal));
            if (!given.Passes)
            {
                Assert.DoesNotContain("xxxxxxxxxx", said, StringComparison.Ordinal);
                Assert.Contains("-31001", said, StringComparison.Ordinal);
            }
        }
        catch (HttpRequestException)
        {
            // Broken off in its midst: its client has a part of it, which is no message.
            Assert.True(isLong && !isStream && !given.Passes);
        }
    }

    [Fact]
    public async Task ErrorTwice_GivesNothingBack()
    {
        _upstream.Answer = static (context, _) => AnswerAsync(context, """{"jsonrpc":"2.0","id":2,"error":{"code":-32603,"message":"it ran"},"error":{"code":-32602,"message":"it did not"}}""", isStream: false);
        await using var gateway = await StartAsync(OnceADay);
        Assert.Contains("two ways", (await gateway.PostToAsync("/mcp/s", Call)).Body, StringComparison.Ordinal);
        Assert.Contains("[POLICY DENIED]", (await gateway.PostToAsync("/mcp/s", Call)).Body, StringComparison.Ordinal);
        Assert.Single(_upstream.Requests);
    }

    private static async Task AnswerAsync(HttpContext context, string body, bool isStream)
    {
        context.Response.ContentType = isStream ? "text/event-stream" : "application/json";
        await context.Response.WriteAsync(isStream ? $"data: {body}\n\n" : body);
    }

    private Task<HttpGateway> StartAsync(string policy) =>
        HttpGateway.StartAsync(folder => AggregatePlans.Of(folder, new AggregatePlan(), ("s", _upstream.Address, [], policy)));
}
