using System.Text;
using System.Text.Json;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation.Parking;

/// <summary>What a client of the modern era answers to questions, by their names.</summary>
internal static class InputResponses
{
    /// <summary>Reads <c>params.inputResponses</c> of a screened message: each an object as written.</summary>
    /// <returns>The answers, none where the member is absent; or why they cannot be taken.</returns>
    public static (IReadOnlyDictionary<string, byte[]> Answers, Refusal? Refusal) Read(Envelope message)
    {
        var answers = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        using var document = JsonDocument.Parse(message.Params.Of(message.Bytes), new JsonDocumentOptions { MaxDepth = 512 });
        if (!document.RootElement.TryGetProperty("inputResponses", out var told))
        {
            return (answers, null);
        }

        if (told.ValueKind != JsonValueKind.Object)
        {
            return (answers, Refusal.Parameters("`inputResponses` must be an object"));
        }

        foreach (var answer in told.EnumerateObject())
        {
            if (answer.Value.ValueKind != JsonValueKind.Object)
            {
                return (answers, Refusal.Parameters($"`inputResponses` must hold an object for `{answer.Name}`"));
            }

            answers[answer.Name] = Encoding.UTF8.GetBytes(answer.Value.GetRawText());
        }

        return (answers, null);
    }
}
