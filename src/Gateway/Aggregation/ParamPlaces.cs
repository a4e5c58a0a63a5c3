using System.Text.Json;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation;

/// <summary>Where in a message the parameters stand that the aggregate looks at or replaces; absent ones have no length.</summary>
internal sealed class ParamPlaces
{
    private const int MaxDepth = 512;

    public ByteRange Params { get; private set; }

    public ByteRange Name { get; private set; }

    public ByteRange Uri { get; private set; }

    public ByteRange RequestId { get; private set; }

    public ByteRange ProgressToken { get; private set; }

    public ByteRange RefName { get; private set; }

    public ByteRange RefUri { get; private set; }

    public ByteRange Level { get; private set; }

    public ByteRange ProtocolVersion { get; private set; }

    public ByteRange Capabilities { get; private set; }

    public ByteRange ClientInfo { get; private set; }

    /// <summary><c>params.notifications</c> of a subscription.</summary>
    public ByteRange Notifications { get; private set; }

    public ByteRange Meta { get; private set; }

    /// <summary><c>_meta.progressToken</c>.</summary>
    public ByteRange MetaToken { get; private set; }

    /// <summary>The members of <c>_meta</c>, name included, that are the protocol's own.</summary>
    public List<ByteRange> Reserved { get; } = [];

    /// <summary>The other members of <c>_meta</c>, name included.</summary>
    public List<ByteRange> Others { get; } = [];

    /// <summary><c>_meta["io.modelcontextprotocol/clientInfo"]</c>.</summary>
    public ByteRange MetaClientInfo { get; private set; }

    /// <summary><c>_meta["io.modelcontextprotocol/clientCapabilities"]</c>.</summary>
    public ByteRange MetaCapabilities { get; private set; }

    /// <summary>Reads a message that is known to be JSON. Of one with names that cannot be unescaped, which only servers get so far, it tells what stands before them.</summary>
    public static ParamPlaces Read(ReadOnlyMemory<byte> message)
    {
        var places = new ParamPlaces();
        try
        {
            places.ReadMessage(message);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair in a name: nobody looks for such a one.
            return places;
        }

        return places;
    }

    private void ReadMessage(ReadOnlyMemory<byte> message)
    {
        var reader = new Utf8JsonReader(message.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isParams = reader.ValueTextEquals("params"u8);
            reader.Read();
            if (isParams && reader.TokenType == JsonTokenType.StartObject)
            {
                ReadParams(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadParams(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (NameOf(ref reader))
            {
                case "name": Name = Take(ref reader); break;
                case "uri": Uri = Take(ref reader); break;
                case "requestId": RequestId = Take(ref reader); break;
                case "progressToken": ProgressToken = Take(ref reader); break;
                case "level": Level = Take(ref reader); break;
                case "protocolVersion": ProtocolVersion = Take(ref reader); break;
                case "capabilities": Capabilities = Take(ref reader); break;
                case "clientInfo": ClientInfo = Take(ref reader); break;
                case "notifications": Notifications = Take(ref reader); break;
                case "ref" when Begins(ref reader): ReadRef(ref reader); break;
                case "_meta" when Begins(ref reader): ReadMeta(ref reader); break;
                default: reader.Skip(); break;
            }
        }

        Params = new ByteRange(start, (int)reader.BytesConsumed - start);
    }

    private void ReadRef(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (NameOf(ref reader))
            {
                case "name": RefName = Take(ref reader); break;
                case "uri": RefUri = Take(ref reader); break;
                default: reader.Read(); reader.Skip(); break;
            }
        }
    }

    private void ReadMeta(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var from = (int)reader.TokenStartIndex;
            var name = reader.GetString()!;
            var value = Take(ref reader);
            var member = new ByteRange(from, (int)reader.BytesConsumed - from);
            (name.StartsWith("io.modelcontextprotocol/", StringComparison.Ordinal) ? Reserved : Others).Add(member);
            if (name == "progressToken")
            {
                MetaToken = value;
            }
            else if (name == "io.modelcontextprotocol/clientInfo")
            {
                MetaClientInfo = value;
            }
            else if (name == "io.modelcontextprotocol/clientCapabilities")
            {
                MetaCapabilities = value;
            }
        }

        Meta = new ByteRange(start, (int)reader.BytesConsumed - start);
    }

    // Names that are none of these are not worth a string.
    private static string? NameOf(ref Utf8JsonReader reader) => reader.ValueSpan.Length > 64 ? null : reader.GetString();

    private static bool Begins(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.StartObject;
    }

    private static ByteRange Take(ref Utf8JsonReader reader)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        var isNull = reader.TokenType == JsonTokenType.Null;
        reader.Skip();
        return isNull ? default : new ByteRange(start, (int)reader.BytesConsumed - start);
    }
}
