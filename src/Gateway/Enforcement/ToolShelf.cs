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
    private readonly Dictionary<string, Dictionary<string, JsonElement?>> _unfinished = new(StringComparer.Ordinal);
    private long _bytes;
    private volatile IReadOnlyDictionary<string, JsonElement?>? _tools;

    /// <summary>Name to input schema (null where it has none that can be read); null while no whole list was seen.</summary>
    public IReadOnlyDictionary<string, JsonElement?>? Tools => _tools;

    /// <summary>Called after each whole list.</summary>
    public Action<IReadOnlyDictionary<string, JsonElement?>>? Learnt { get; init; }

    /// <param name="reader">Whose pages these are.</param>
    /// <param name="isFirstPage">Whether the request named no cursor.</param>
    /// <param name="answer">The answer, untrimmed.</param>
    /// <param name="tools">The tools in it.</param>
    public void Learn(string reader, bool isFirstPage, UpstreamMessage answer, IReadOnlyList<ListedTool> tools)
    {
        var page = tools.Select(tool => KeyValuePair.Create(tool.Name, SchemaOf(answer, tool))).ToList();
        if (WholeOrNull(reader, isFirstPage, !answer.HasNextCursor, page, answer.Bytes.Length) is { } whole)
        {
            _tools = whole;
            Learnt?.Invoke(whole);
        }
    }

    private Dictionary<string, JsonElement?>? WholeOrNull(string reader, bool isFirst, bool isLast, List<KeyValuePair<string, JsonElement?>> page, int bytes)
    {
        lock (_gate)
        {
            if (isFirst)
            {
                if (_unfinished.Count >= MaxUnfinished)
                {
                    Clear();
                }

                _unfinished[reader] = new Dictionary<string, JsonElement?>(StringComparer.Ordinal);
            }

            if (!_unfinished.TryGetValue(reader, out var pages))
            {
                return null;
            }

            foreach (var (name, schema) in page)
            {
                pages[name] = schema;
            }

            if (isLast)
            {
                _unfinished.Remove(reader);
                _bytes = _unfinished.Count == 0 ? 0 : _bytes;
                return pages;
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
}
