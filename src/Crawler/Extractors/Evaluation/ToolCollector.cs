using System.Text.Json;
using Catalog.Core.Tools;
using Catalog.Crawler.Extractors.Explaining;

namespace Catalog.Crawler.Extractors.Evaluation;

/// <summary>Gathers registrations; of several of one name, the one that says most about a plain start is kept.</summary>
internal sealed class ToolCollector
{
    private const int Most = 5_000;
    private const int LongestName = 200;

    /// <summary>Schemas nest as deeply as sources like; what is too deep to be handed on is left out later, with the tool kept.</summary>
    private static readonly JsonSerializerOptions Deep = new() { MaxDepth = 1_000 };

    private readonly Dictionary<string, FoundTool> _tools = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

    public int Count => _tools.Count;

    /// <summary>True while what is found was not seen to be reached by anything that runs.</summary>
    public bool IsUnreached { get; set; }

    /// <summary>A name that a client could call.</summary>
    public static bool IsName(string? name) => name is { Length: > 0 and <= LongestName } && !name.AsSpan().ContainsAny('\n', '\r', '\t');

    public bool Has(string name) => _tools.ContainsKey(name);

    public void Add(FoundTool tool)
    {
        if (!IsName(tool.Name) || _tools.Count >= Most)
        {
            return;
        }

        ExtractionTrace.Current?.Registered(tool);
        Put(tool with { IsUnreached = IsUnreached });
    }

    /// <summary>Adds what another collector has gathered.</summary>
    public void Take(ToolCollector other)
    {
        foreach (var name in other._order.Take(Most - _tools.Count))
        {
            Put(other._tools[name]);
        }
    }

    private void Put(FoundTool tool)
    {
        if (!_tools.TryGetValue(tool.Name, out var known))
        {
            _order.Add(tool.Name);
            _tools[tool.Name] = tool;
        }
        else if (Worth(tool) > Worth(known))
        {
            _tools[tool.Name] = tool with { Condition = known.Condition is null && !known.IsUnreached ? null : tool.Condition };
        }
        else if (known.Condition is not null && tool.Condition is null && !tool.IsUnreached && !tool.IsNotOffered)
        {
            _tools[tool.Name] = known with { Condition = null, IsUnreached = false };
        }
    }

    /// <summary>A tool that was registered is offered under one more condition.</summary>
    public void OfferUnder(string name, string condition)
    {
        if (_tools.TryGetValue(name, out var tool))
        {
            _tools[name] = tool with { Condition = Scope.Join(tool.Condition, condition) };
        }
    }

    /// <summary>A tool that was registered is switched off or on again, always or under a condition.</summary>
    public void Switch(string name, bool isOn, string? condition)
    {
        if (!_tools.TryGetValue(name, out var tool))
        {
            return;
        }

        // The call stands under the tool's own condition too, which is no news.
        var known = tool.Condition is { } own && condition?.StartsWith(own, StringComparison.Ordinal) == true ? own.Length : 0;
        var further = condition is null || condition.Length == known ? null : known == 0 ? condition : condition[known..].Replace(" and ", "", StringComparison.Ordinal);
        _tools[name] = further is null
            ? tool with { IsNotOffered = !isOn }
            : isOn
                ? tool with { IsNotOffered = false, Condition = tool.IsNotOffered ? Scope.Join(tool.Condition, further) : tool.Condition }
                : tool with { Condition = Scope.Join(tool.Condition, $"!({further})") };
    }

    /// <summary>Adds what another collector has and this one has not, by name and by place, as defined and not offered.</summary>
    public void AddUnoffered(ToolCollector other)
    {
        var places = _tools.Values.Select(static t => (t.File, t.Line)).ToHashSet();
        foreach (var tool in other._order.Select(name => other._tools[name]).Where(t => !_tools.ContainsKey(t.Name) && !places.Contains((t.File, t.Line))).ToList())
        {
            Add(tool with { IsNotOffered = true, Condition = null });
        }
    }

    /// <summary>
    /// Says of a source that was read to its end: where it offers tools, those that nothing was seen to reach are defined and not offered. Not to be called where a framework may call what
    /// no line of the source names.
    /// </summary>
    public void SettleUnreached()
    {
        if (_tools.Values.Any(static t => !t.IsUnreached && !t.IsNotOffered))
        {
            foreach (var name in _order.Where(name => _tools[name].IsUnreached))
            {
                _tools[name] = _tools[name] with { IsUnreached = false, IsNotOffered = true, Condition = null };
            }
        }
    }

    /// <summary>The tools in the order of their registration.</summary>
    public IReadOnlyList<ToolDefinition> Definitions(string extractor) =>
    [
        .. _order.Select(name => _tools[name]).Select(tool => new ToolDefinition
        {
            Tool = tool.Name,
            Title = tool.Title,
            Description = tool.Description,
            InputSchema = ElementOrNull(tool.InputSchema),
            Annotations = tool.Annotations is { Count: > 0 } claims ? ElementOrNull(claims) : null,
            Exposed = tool.IsNotOffered ? Exposure.No : tool.IsUnreached ? Exposure.Unknown : tool.Condition is null ? Exposure.Yes : Exposure.Conditional,
            Condition = tool.IsUnreached || tool.IsNotOffered ? null : tool.Condition,
            Partial = tool.IsPartial,
            Source = new SourceLocation { File = tool.File, Line = tool.Line, Column = tool.Column, Extractor = extractor },
        }),
    ];

    /// <summary>As a value that is handed on; null where it nests so deeply that no reader would take it: the tool is kept without it.</summary>
    private static JsonElement? ElementOrNull(System.Text.Json.Nodes.JsonObject? json)
    {
        try
        {
            return json is null ? null : JsonSerializer.SerializeToElement(json, Deep);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static int Worth(FoundTool tool) =>
        (tool.IsNotOffered ? -16 : 0) + (tool.IsUnreached ? 0 : 8) + (tool.Description is null ? 0 : 4) + (tool.InputSchema is null ? 0 : 2) + (tool.IsPartial ? 0 : 1);
}
