using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.EndToEnd.Tests.Running;

/// <summary>
/// Stands between a client that knows one server's own names and a gateway that shows all servers as one: puts the server's prefix before
/// names that the client sends, and takes it out of what comes back. Everything else passes as it is.
/// </summary>
internal sealed class UnprefixedNames : IAsyncDisposable
{
    private static readonly string[] Own = ["Host", "Content-Length", "Connection", "Transfer-Encoding", "Mcp-Name", "Content-Type"];

    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
    private readonly WebApplication _app;
    private readonly Uri _gateway;
    private readonly string _prefix;

    private UnprefixedNames(int port, Uri gateway, string prefix)
    {
        (_gateway, _prefix) = (gateway, prefix);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddRoutingCore();
        _app = builder.Build();
        _app.Run(PassAsync);
    }

    public static async Task<UnprefixedNames> StartAsync(int port, Uri gateway, string prefix)
    {
        var names = new UnprefixedNames(port, gateway, prefix);
        await names._app.StartAsync();
        return names;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Record.ExceptionAsync(() => _app.StopAsync(now.Token));
        await _app.DisposeAsync();
        _client.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var (body, isNamed) = Prefixed(await reader.ReadToEndAsync(context.RequestAborted));
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), _gateway);
        request.Headers.Host = context.Request.Host.Value;
        foreach (var (name, values) in context.Request.Headers.Where(static header => !Own.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }

        if (context.Request.Headers["Mcp-Name"] is [{ } named])
        {
            request.Headers.TryAddWithoutValidation("Mcp-Name", isNamed ? WithPrefix(named) : named);
        }

        if (context.Request.Method == "POST")
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        }

        using var response = await _client.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers).Where(static header => header.Key is not ("Content-Length" or "Transfer-Encoding")))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        if (response.Content.Headers.ContentLength == 0)
        {
            return;
        }

        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(context.RequestAborted), Encoding.UTF8);
        while (await lines.ReadLineAsync(context.RequestAborted) is { } line)
        {
            await context.Response.WriteAsync(line.Replace(_prefix, "", StringComparison.Ordinal) + "\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    /// <summary>The message with the prefix before its name, and whether a header repeats that name; what is no such message stays as it is.</summary>
    private (string Body, bool IsNamed) Prefixed(string body)
    {
        try
        {
            var message = JsonNode.Parse(body) as JsonObject;
            var method = (string?)message?["method"];
            var holder = method is "tools/call" or "prompts/get" ? message?["params"] as JsonObject : method == "completion/complete" ? message?["params"]?["ref"] as JsonObject : null;
            if (holder?["name"] is not JsonValue name)
            {
                return (body, false);
            }

            holder["name"] = _prefix + name.GetValue<string>();
            return (message!.ToJsonString(), method != "completion/complete");
        }
        catch (Exception odd) when (odd is System.Text.Json.JsonException or InvalidOperationException)
        {
            return (body, false);
        }
    }

    private string WithPrefix(string header)
    {
        if (!header.StartsWith("=?base64?", StringComparison.Ordinal))
        {
            return _prefix + header;
        }

        var bytes = new byte[header.Length];
        return Convert.TryFromBase64String(header[9..^2], bytes, out var length)
            ? $"=?base64?{Convert.ToBase64String([.. Encoding.UTF8.GetBytes(_prefix), .. bytes[..length]])}?="
            : header;
    }
}
