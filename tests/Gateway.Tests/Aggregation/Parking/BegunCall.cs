using System.Text.Json;
using Catalog.Gateway.Tests.Running;

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
        _events ??= new StreamReader(await response.Content.ReadAsStreamAsync());
        return await _events.NextMessageAsync();
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
