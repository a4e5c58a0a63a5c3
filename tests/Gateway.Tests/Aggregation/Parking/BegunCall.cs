using System.Text.Json;

namespace Catalog.Gateway.Tests.Aggregation.Parking;

/// <summary>A call whose answer is a stream that has begun.</summary>
internal sealed class BegunCall(HttpResponseMessage response) : IDisposable
{
    private StreamReader? _events;

    public void Dispose()
    {
        _events?.Dispose();
        response.Dispose();
    }

    /// <summary>The next message of the stream.</summary>
    public async Task<JsonElement> NextAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        _events ??= new StreamReader(await response.Content.ReadAsStreamAsync(limit.Token));
        while (await _events.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.StartsWith("data: {", StringComparison.Ordinal))
            {
                using var message = JsonDocument.Parse(line[6..]);
                return message.RootElement.Clone();
            }
        }

        throw new InvalidOperationException("the stream ended before");
    }

    /// <summary>The answer.</summary>
    public async Task<JsonElement> EndAsync()
    {
        var message = await NextAsync();
        while (!message.TryGetProperty("id", out _))
        {
            message = await NextAsync();
        }

        return message;
    }
}
