using System.Text.Json;

namespace Catalog.Gateway.Relaying;

/// <content>The members of a message, of its parameters and of its error, and how values are read.</content>
internal sealed partial class UpstreamMessage
{
    private void ReadTop(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("id"u8))
        {
            reader.Read();
            IsAmbiguous |= Id.IsPresent;
            Id = Take(ref reader);
            IdKey = Id.IsPresent ? KeyOf(Id.Of(Bytes).Span) : null;
        }
        else if (reader.ValueTextEquals("method"u8))
        {
            reader.Read();
            IsAmbiguous |= Method is not null;
            Method = Text(ref reader);
        }
        else if (reader.ValueTextEquals("result"u8))
        {
            reader.Read();
            IsAmbiguous |= HasResult;
            HasResult = true;
            _tellsResult |= reader.TokenType != JsonTokenType.Null;
            ReadObject(ref reader, static (UpstreamMessage m, ref Utf8JsonReader r) => m.ReadResult(ref r));
        }
        else if (reader.ValueTextEquals("error"u8))
        {
            reader.Read();
            IsAmbiguous |= ErrorCode is not null;
            ErrorCode = 0;
            _tellsError |= reader.TokenType != JsonTokenType.Null;
            ReadObject(ref reader, static (UpstreamMessage m, ref Utf8JsonReader r) => m.ReadError(ref r));
        }
        else if (reader.ValueTextEquals("params"u8))
        {
            reader.Read();
            IsAmbiguous |= Params.IsPresent;
            var (start, isNull) = ((int)reader.TokenStartIndex, reader.TokenType == JsonTokenType.Null);
            ReadObject(ref reader, static (UpstreamMessage m, ref Utf8JsonReader r) => m.ReadParams(ref r));
            Params = isNull ? default : new ByteRange(start, (int)reader.BytesConsumed - start);
        }
        else
        {
            // The version, which every message has, is not compared with five names.
            IsAmbiguous |= !reader.ValueTextEquals("jsonrpc"u8) && IsNearlyOwn(ref reader);
            reader.Read();
            reader.Skip();
        }
    }

    private void ReadError(ref Utf8JsonReader reader)
    {
        var isCode = reader.ValueTextEquals("code"u8);
        reader.Read();
        if (isCode && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var code))
        {
            ErrorCode = code;
        }

        reader.Skip();
    }

    private void ReadParams(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("progressToken"u8))
        {
            reader.Read();
            ProgressToken = Take(ref reader);
        }
        else if (reader.ValueTextEquals("requestId"u8))
        {
            reader.Read();
            RequestId = Take(ref reader);
        }
        else
        {
            ReadMetaOrSkip(ref reader);
        }
    }

    private void ReadMetaOrSkip(ref Utf8JsonReader reader)
    {
        var isMeta = reader.ValueTextEquals("_meta"u8);
        reader.Read();
        if (isMeta)
        {
            ReadObject(ref reader, static (UpstreamMessage m, ref Utf8JsonReader r) => m.ReadMeta(ref r));
        }
        else
        {
            reader.Skip();
        }
    }

    private void ReadMeta(ref Utf8JsonReader reader)
    {
        var isSubscription = reader.ValueTextEquals(SubscriptionKey);
        reader.Read();
        if (isSubscription)
        {
            SubscriptionId = Take(ref reader);
        }
        else
        {
            reader.Skip();
        }
    }

    /// <summary>Whether the name at which a reader stands is one of a message's own members but for case.</summary>
    internal static bool IsNearlyOwn(ref Utf8JsonReader reader) =>
        Differs(ref reader, "id"u8) || Differs(ref reader, "method"u8) || Differs(ref reader, "result"u8) || Differs(ref reader, "error"u8) || Differs(ref reader, "params"u8);

    /// <summary>Whether the name at which a reader stands is another one by nothing but case.</summary>
    internal static bool Differs(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        const int MaxName = 128;
        if (reader.ValueSpan.Length > MaxName)
        {
            return false;
        }

        Span<byte> buffer = stackalloc byte[MaxName];
        return StrictText.DiffersByCase(reader.ValueIsEscaped ? buffer[..reader.CopyString(buffer)] : reader.ValueSpan, name);
    }

    private delegate void MemberReader(UpstreamMessage message, ref Utf8JsonReader reader);

    private void ReadObject(ref Utf8JsonReader reader, MemberReader member)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            member(this, ref reader);
        }
    }

    private static ByteRange Take(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        var isNull = reader.TokenType == JsonTokenType.Null;
        reader.Skip();
        return isNull ? default : new ByteRange(start, (int)reader.BytesConsumed - start);
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        reader.Skip();
        return null;
    }
}
