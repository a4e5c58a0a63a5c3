using System.Text;
using System.Text.Json;
using Catalog.Gateway.Relaying;
using Catalog.Policy.Deciding;

namespace Catalog.Gateway.Uses;

/// <summary>What the result of a server asks of the client: the modern era's form of requests by servers.</summary>
internal static class InputRequests
{
    private const int MaxDepth = 512;

    /// <summary>The requests in an answer; null where they cannot be read with certainty.</summary>
    public static IReadOnlyList<Use>? ReadOrNull(UpstreamMessage answer)
    {
        if (answer.IsAmbiguous || answer.InputRequestsCount > 1)
        {
            return null;
        }

        if (answer.InputRequestsCount == 0)
        {
            return [];
        }

        try
        {
            using var asked = JsonDocument.Parse(answer.InputRequests.Of(answer.Bytes), new JsonDocumentOptions { MaxDepth = MaxDepth });
            return asked.RootElement.ValueKind == JsonValueKind.Object ? [.. asked.RootElement.EnumerateObject().Select(static r => ReadOne(r.Value))] : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Use ReadOne(JsonElement request)
    {
        if (request.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("a request is no object");
        }

        string? method = null;
        JsonElement? parameters = null;
        var count = 0;
        foreach (var member in request.EnumerateObject())
        {
            if (member.Name == "method" || StrictText.DiffersByCase(Encoding.UTF8.GetBytes(member.Name), "method"u8))
            {
                count++;
                method = member.Name == "method" && member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : null;
            }
            else if (member.Name == "params")
            {
                parameters = parameters is null ? member.Value.Clone() : throw new JsonException("a request names its parameters twice");
            }
        }

        return count == 1 && method is not null ? new Use(PolicySubject.ServerRequest, method, parameters) : throw new JsonException("a request names no method, or two");
    }
}
