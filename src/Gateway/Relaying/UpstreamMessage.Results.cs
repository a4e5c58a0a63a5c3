using System.Text.Json;

namespace Catalog.Gateway.Relaying;

/// <content>The members of a result.</content>
internal sealed partial class UpstreamMessage
{
    private void ReadResult(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("isError"u8))
        {
            reader.Read();
            IsError |= reader.TokenType == JsonTokenType.True;
            reader.Skip();
        }
        else if (reader.ValueTextEquals("resultType"u8))
        {
            reader.Read();
            ResultType = Text(ref reader);
        }
        else if (reader.ValueTextEquals("requestState"u8))
        {
            reader.Read();
            RequestState = Take(ref reader);
        }
        else if (reader.ValueTextEquals("tools"u8))
        {
            reader.Read();
            ToolsCount++;
            var isList = reader.TokenType == JsonTokenType.StartArray;
            var range = Take(ref reader);
            Tools = isList ? range : default;
        }
        else if (reader.ValueTextEquals("inputRequests"u8) || Differs(ref reader, "inputRequests"u8))
        {
            reader.Read();
            InputRequestsCount++;
            InputRequests = Take(ref reader);
            InputRequestsCount -= InputRequests.IsPresent ? 0 : 1;
        }
        else if (reader.ValueTextEquals("cacheScope"u8))
        {
            reader.Read();
            CacheScope = Take(ref reader);
        }
        else if (reader.ValueTextEquals("nextCursor"u8))
        {
            reader.Read();
            NextCursor = Take(ref reader);
        }
        else if (reader.ValueTextEquals("taskId"u8))
        {
            reader.Read();
            TaskId ??= Text(ref reader);
        }
        else if (reader.ValueTextEquals("protocolVersion"u8))
        {
            reader.Read();
            ProtocolVersion = Text(ref reader);
        }
        else if (reader.ValueTextEquals("task"u8))
        {
            reader.Read();
            ReadObject(ref reader, static (UpstreamMessage m, ref Utf8JsonReader r) => m.ReadTask(ref r));
        }
        else
        {
            ReadMetaOrSkip(ref reader);
        }
    }

    private void ReadTask(ref Utf8JsonReader reader)
    {
        var isId = reader.ValueTextEquals("taskId"u8);
        reader.Read();
        if (isId)
        {
            TaskId = Text(ref reader);
        }
        else
        {
            reader.Skip();
        }
    }
}
