using System.Text.Json;

namespace Catalog.Gateway.Relaying;

/// <summary>Takes tools out of the answer to <c>tools/list</c> by the smallest edit of its bytes, and reads what is in it.</summary>
internal static class ToolListTrim
{
    /// <summary>Reads the tools of an answer.</summary>
    /// <returns>Name and place of each, in order; null where the list cannot be read.</returns>
    public static IReadOnlyList<ListedTool>? ReadOrNull(UpstreamMessage answer)
    {
        if (answer.ToolsCount != 1 || !answer.Tools.IsPresent)
        {
            return null;
        }

        var tools = new List<ListedTool>();
        var reader = new Utf8JsonReader(answer.Tools.Of(answer.Bytes).Span, new JsonReaderOptions { MaxDepth = 512 });
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var tool = ReadTool(ref reader, answer.Tools.Start);
            if (tool is null)
            {
                return null;
            }

            tools.Add(tool);
        }

        return tools;
    }

    /// <summary>The answer without the tools that are not shown; the same bytes where all are.</summary>
    public static ReadOnlyMemory<byte> Without(UpstreamMessage answer, IReadOnlyList<ListedTool> tools, Func<string, bool> isShown)
    {
        var shown = tools.Where(t => isShown(t.Name)).ToList();
        if (shown.Count == tools.Count)
        {
            return answer.Bytes;
        }

        var list = new MemoryStream();
        list.WriteByte((byte)'[');
        foreach (var tool in shown)
        {
            if (list.Length > 1)
            {
                list.WriteByte((byte)',');
            }

            list.Write(tool.Range.Of(answer.Bytes).Span);
        }

        list.WriteByte((byte)']');
        // A list that one caller sees must not be kept for others.
        var pieces = new List<(ByteRange Range, ReadOnlyMemory<byte> With)> { (answer.Tools, list.ToArray()) };
        if (answer.CacheScope.IsPresent)
        {
            pieces.Add((answer.CacheScope, CacheScope.OfOneCaller));
        }

        pieces.Sort(static (a, b) => a.Range.Start.CompareTo(b.Range.Start));
        return Splice.Replace(answer.Bytes, pieces.ToArray());
    }

    private static ListedTool? ReadTool(ref Utf8JsonReader reader, int offset)
    {
        var start = (int)reader.TokenStartIndex;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        string? name = null;
        ByteRange schema = default;
        var depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            var isName = reader.ValueTextEquals("name"u8);
            var isSchema = reader.ValueTextEquals("inputSchema"u8);
            reader.Read();
            if (isName)
            {
                // Two names: nobody knows which one the agent would see.
                if (name is not null || reader.TokenType != JsonTokenType.String)
                {
                    return null;
                }

                name = reader.GetString();
            }

            var from = (int)reader.TokenStartIndex;
            reader.Skip();
            if (isSchema)
            {
                schema = new ByteRange(offset + from, (int)reader.BytesConsumed - from);
            }
        }

        return name is null ? null : new ListedTool(name, new ByteRange(offset + start, (int)reader.BytesConsumed - start), schema);
    }
}
