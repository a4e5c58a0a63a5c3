using System.Text;
using System.Text.Json;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Enforcement;

/// <summary>What the upstream's own lists said of its tools. Pages are put together for each caller; the last whole list counts.</summary>
internal sealed class ToolShelf
{
    private const int MaxUnfinished = 1000;

    /// <summary>Bytes of pages that are kept of lists without their end: a server whose lists have none must not fill the memory by whoever follows its cursors.</summary>
    private const long MaxBytes = 64 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, UnfinishedList> _unfinished = new(StringComparer.Ordinal);
    private long _bytes;
    private volatile IReadOnlyDictionary<string, JsonElement?>? _tools;

    /// <summary>Name to input schema (null where it has none that can be read); null while no whole list was seen.</summary>
    public IReadOnlyDictionary<string, JsonElement?>? Tools => _tools;

    /// <summary>Called after each whole list.</summary>
    public Action<IReadOnlyDictionary<string, JsonElement?>>? Learnt { get; init; }

    /// <param name="reader">Whose pages these are.</param>
    /// <param name="cursor">The cursor that the request named, as written; empty for the first page.</param>
    /// <param name="answer">The answer, untrimmed.</param>
    /// <param name="tools">The tools in it.</param>
    public void Learn(string reader, ReadOnlyMemory<byte> cursor, UpstreamMessage answer, IReadOnlyList<ListedTool> tools)
    {
        var page = tools.Select(tool => KeyValuePair.Create(tool.Name, SchemaOf(answer, tool))).ToList();
        if (WholeOrNull(reader, CursorOrNull(cursor), CursorOrNull(answer.NextCursor.Of(answer.Bytes)), page, answer.Bytes.Length) is { } whole)
        {
            _tools = whole;
            Learnt?.Invoke(whole);
        }
    }

    private Dictionary<string, JsonElement?>? WholeOrNull(string reader, string? cursor, string? next, List<KeyValuePair<string, JsonElement?>> page, int bytes)
    {
        lock (_gate)
        {
            if (cursor is null)
            {
                if (_unfinished.Count >= MaxUnfinished)
                {
                    Clear();
                }

                _unfinished[reader] = new UnfinishedList();
            }

            // INVARIANT: a page counts only where the one before it said it is the next: a caller who leaves some out must not have others judged by what is left.
            if (!_unfinished.TryGetValue(reader, out var list) || list.Next != cursor)
            {
                return null;
            }

            list.Next = next;
            foreach (var (name, schema) in page)
            {
                list.Tools[name] = schema;
            }

            if (next is null)
            {
                _unfinished.Remove(reader);
                _bytes = _unfinished.Count == 0 ? 0 : _bytes;
                return list.Tools;
            }

            _bytes += bytes;
            if (_bytes > MaxBytes)
            {
                Clear();
            }

            return null;
        }
    }

    private void Clear()
    {
        _unfinished.Clear();
        _bytes = 0;
    }

    /// <summary>Forgets the lists: the upstream says that they changed.</summary>
    public void Forget() => _tools = null;

    private static JsonElement? SchemaOf(UpstreamMessage answer, ListedTool tool)
    {
        if (!tool.Schema.IsPresent)
        {
            return null;
        }

        try
        {
            using var schema = JsonDocument.Parse(tool.Schema.Of(answer.Bytes), new JsonDocumentOptions { MaxDepth = 256 });
            return schema.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What tells a cursor from others, however it is escaped; null for none.</summary>
    private static string? CursorOrNull(ReadOnlyMemory<byte> written)
    {
        if (written.IsEmpty)
        {
            return null;
        }

        try
        {
            var reader = new Utf8JsonReader(written.Span);
            return reader.Read() && reader.TokenType == JsonTokenType.String ? $"s{reader.GetString()}" : $"v{Encoding.UTF8.GetString(written.Span)}";
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return $"v{Encoding.UTF8.GetString(written.Span)}";
        }
    }

    private sealed class UnfinishedList
    {
        public Dictionary<string, JsonElement?> Tools { get; } = new(StringComparer.Ordinal);

        /// <summary>The cursor of the page that is the next; null before the first.</summary>
        public string? Next { get; set; }
    }
}
