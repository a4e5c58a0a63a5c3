using System.Text.Json;

namespace Catalog.Gateway.Tests.Running;

/// <summary>Messages of a stream of events.</summary>
internal static class EventLines
{
    /// <summary>The next message; fails where the stream ends before, or none comes in a minute.</summary>
    public static async Task<JsonElement> NextMessageAsync(this StreamReader events)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await events.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.StartsWith("data: {", StringComparison.Ordinal))
            {
                using var message = JsonDocument.Parse(line[6..]);
                return message.RootElement.Clone();
            }
        }

        throw new InvalidOperationException("the stream ended before");
    }
}
