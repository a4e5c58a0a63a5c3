using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Tests.SecondOpinions;

/// <summary>An OpenAI-compatible endpoint of our own on loopback, over real HTTP.</summary>
internal sealed class OpinionEndpoint : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OpinionEndpoint(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single() + "/v1";

    public List<(string? Authorization, JsonNode Body)> Requests { get; } = [];

    /// <summary>Starts one that answers with this status and text for each question, given the data line of the prompt.</summary>
    public static async Task<OpinionEndpoint> StartAsync(Func<JsonNode, (HttpStatusCode Status, string Text)> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var endpoint = new OpinionEndpoint(app);
        app.MapPost("/v1/chat/completions", async (HttpContext context) =>
        {
            var body = (await JsonNode.ParseAsync(context.Request.Body))!;
            lock (endpoint.Requests)
            {
                endpoint.Requests.Add((context.Request.Headers.Authorization, body));
            }

            var prompt = body["messages"]![1]!["content"]!;
            var text = prompt is JsonArray parts ? parts[0]!["text"]!.GetValue<string>() : prompt.GetValue<string>();
            var (status, said) = answer(JsonNode.Parse(text.Split('\n')[1])!);
            context.Response.StatusCode = (int)status;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(status == HttpStatusCode.OK ? Completion(said) : said);
        });
        await app.StartAsync();
        return endpoint;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static string Completion(string text) => JsonSerializer.Serialize(new
    {
        id = "c1",
        @object = "chat.completion",
        created = 1,
        model = "local",
        choices = new[] { new { index = 0, finish_reason = "stop", message = new { role = "assistant", content = text } } },
        usage = new { prompt_tokens = 10, completion_tokens = 10, total_tokens = 20 },
    });
}
