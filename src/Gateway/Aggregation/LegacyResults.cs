using System.Text;
using System.Text.Json;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation;

/// <summary>Results of servers of the legacy era, as clients of the modern one know them.</summary>
internal static class LegacyResults
{
    /// <summary>The result with the members that the modern era demands; every other byte stays.</summary>
    /// <param name="answer">A result, strict JSON.</param>
    /// <param name="isCached">Whether the modern era demands of this result that it says how long it is good for.</param>
    public static ReadOnlyMemory<byte> AsModern(ReadOnlyMemory<byte> answer, bool isCached)
    {
        var reader = new Utf8JsonReader(answer.Span, new JsonReaderOptions { MaxDepth = 512 });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isResult = reader.ValueTextEquals("result"u8);
            reader.Read();
            if (isResult && reader.TokenType == JsonTokenType.StartObject)
            {
                var at = (int)reader.TokenStartIndex + 1;
                reader.Read();
                var members = isCached ? "\"resultType\":\"complete\",\"ttlMs\":0,\"cacheScope\":\"private\"" : "\"resultType\":\"complete\"";
                var rest = reader.TokenType == JsonTokenType.EndObject ? "" : ",";
                return Splice.Replace(answer, (new ByteRange(at, 0), Encoding.UTF8.GetBytes(members + rest)));
            }

            reader.Skip();
        }

        return answer;
    }
}
