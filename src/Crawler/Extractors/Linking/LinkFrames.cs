using System.Text.Json;
using System.Text.Json.Serialization;
using Catalog.Core.Tools;

namespace Catalog.Crawler.Extractors.Linking;

/// <summary>The bodies of the frames between a pool and its link workers: JSON, UTF-8.</summary>
internal static class LinkFrames
{
    private static readonly JsonSerializerOptions Options = new(ToolDefinitionJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    public static byte[] Write<T>(T body) => JsonSerializer.SerializeToUtf8Bytes(body, Options);

    /// <summary>The body of a frame.</summary>
    /// <exception cref="InvalidDataException">It is not what <see cref="Write"/> writes.</exception>
    public static T Read<T>(byte[] frame)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(frame, Options) ?? throw new InvalidDataException("the frame is null");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }
}
