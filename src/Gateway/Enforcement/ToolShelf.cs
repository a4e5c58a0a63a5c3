using System.Collections.Concurrent;
using System.Text.Json;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Enforcement;

/// <summary>What the upstream's own lists said of its tools. Pages are put together for each caller; the last whole list counts.</summary>
internal sealed class ToolShelf
{
    private const int MaxUnfinished = 1000;

    private readonly ConcurrentDictionary<string, Dictionary<string, JsonElement?>> _unfinished = new(StringComparer.Ordinal);
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
        if (isFirstPage)
        {
            if (_unfinished.Count >= MaxUnfinished)
            {
                _unfinished.Clear();
            }

            _unfinished[reader] = new Dictionary<string, JsonElement?>(StringComparer.Ordinal);
        }

        if (!_unfinished.TryGetValue(reader, out var pages))
        {
            return;
        }

        lock (pages)
        {
            foreach (var tool in tools)
            {
                pages[tool.Name] = SchemaOf(answer, tool);
            }
        }

        if (!answer.HasNextCursor && _unfinished.TryRemove(reader, out var whole))
        {
            _tools = whole;
            Learnt?.Invoke(whole);
        }
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
