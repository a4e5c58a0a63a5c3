using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Catalog.Gateway.Tests.Running;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Tests.Aggregation.Parking;

/// <summary>A server of the legacy era whose calls ask before they answer: what stands in the argument <c>ask</c>, each question on the stream of the call. The answer of the call tells what it heard.</summary>
internal sealed class AskingServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _asked = new(StringComparer.Ordinal);
    private McpServerDouble _server = null!;
    private int _last;

    public Uri Address => _server.Address;

    public IReadOnlyList<string> Bodies => _server.Bodies;

    public static async Task<AskingServer> StartAsync()
    {
        var asking = new AskingServer { _server = await McpServerDouble.StartAsync($"[{McpServerDouble.Tool("ask")}]", """{"tools":{},"prompts":{},"resources":{}}""") };
        asking._server.Instead = asking.InsteadAsync;
        asking._server.Results["prompts/list"] = """{"prompts":[{"name":"ask"}]}""";
        asking._server.Results["resources/list"] = """{"resources":[]}""";
        asking._server.Results["resources/templates/list"] = """{"resourceTemplates":[]}""";
        return asking;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task<bool> InsteadAsync(HttpContext context, JsonElement message)
    {
        if (!message.TryGetProperty("method", out var method))
        {
            if (message.TryGetProperty("id", out var answered) && _asked.TryRemove(answered.GetRawText(), out var waiting))
            {
                waiting.SetResult(message.TryGetProperty("result", out var result) ? result.GetRawText() : $"error {message.GetProperty("error").GetProperty("code").GetInt32()}");
            }

            context.Response.StatusCode = 202;
            return true;
        }

        if (method.GetString() is not ("tools/call" or "prompts/get") || !message.GetProperty("params").TryGetProperty("arguments", out var arguments) || !arguments.TryGetProperty("ask", out var ask))
        {
            return false;
        }

        context.Response.ContentType = "text/event-stream";
        var heard = new List<string>();
        foreach (var round in ask.EnumerateArray())
        {
            // The questions of one round are asked together.
            var answers = new List<Task<string>>();
            foreach (var question in round.EnumerateArray())
            {
                var id = $"\"q{Interlocked.Increment(ref _last)}\"";
                var answer = _asked[id] = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
                answers.Add(answer.Task);
                await TellAsync(context, $$"""{"jsonrpc":"2.0","id":{{id}},"method":{{question.GetProperty("method").GetRawText()}},"params":{{question.GetProperty("params").GetRawText()}}}""");
            }

            heard.AddRange(await Task.WhenAll(answers).WaitAsync(TimeSpan.FromSeconds(60), context.RequestAborted));
        }

        var text = JsonSerializer.Serialize(string.Join('|', heard));
        await TellAsync(context, $$$"""{"jsonrpc":"2.0","id":{{{message.GetProperty("id").GetRawText()}}},"result":{"content":[{"type":"text","text":{{{text}}}}],"messages":[]}}""");
        return true;
    }

    private static async Task TellAsync(HttpContext context, string message)
    {
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"data: {message}\n\n"), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
