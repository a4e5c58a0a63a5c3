using System.Text.Json;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation;

/// <summary>Errors of servers of the legacy era, as clients of the modern one know them.</summary>
internal static class LegacyErrors
{
    /// <summary>A resource that is not there; the modern era calls it wrong parameters.</summary>
    public const int NotFound = -32002;

    /// <summary>The answer with the modern code in the place of <see cref="NotFound"/>; every other byte stays.</summary>
    /// <param name="answer">An error, strict JSON.</param>
    public static ReadOnlyMemory<byte> AsModern(ReadOnlyMemory<byte> answer)
    {
        var reader = new Utf8JsonReader(answer.Span, new JsonReaderOptions { MaxDepth = 512 });
        var inError = false;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (!inError && reader.CurrentDepth == 1 && reader.ValueTextEquals("error"u8))
            {
                inError = true;
                reader.Read();
                continue;
            }

            var isCode = inError && reader.CurrentDepth == 2 && reader.ValueTextEquals("code"u8);
            reader.Read();
            if (isCode)
            {
                return reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var code) && code == NotFound
                    ? Splice.Replace(answer, (new ByteRange((int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex)), "-32602"u8.ToArray()))
                    : answer;
            }

            reader.Skip();
        }

        return answer;
    }
}
