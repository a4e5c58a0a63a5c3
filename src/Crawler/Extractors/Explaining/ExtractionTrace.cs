using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Explaining;

/// <summary>
/// Notes what an extraction does, where somebody asked for it. It is ambient, for those who have something to tell (the evaluation, the loaders of modules, the collector of tools) are made by each language in
/// its own way, and all but one reading in a thousand go without it. The port for a language is to call <see cref="Started"/> and <see cref="Imported"/> where it follows imports; the rest comes by what it uses anyway.
/// </summary>
internal sealed class ExtractionTrace
{
    private const int MostTexts = 200_000;
    private static readonly AsyncLocal<ExtractionTrace?> Ambient = new();
    private readonly Dictionary<string, TracePlace> _texts = new(StringComparer.Ordinal);
    private readonly List<TracePlace> _calls = [];

    /// <summary>The trace of the extraction that runs here; null where nobody asked.</summary>
    public static ExtractionTrace? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    /// <summary>Files that something starts, with what reads them.</summary>
    public ConcurrentDictionary<string, bool> Entries { get; } = new(StringComparer.Ordinal);

    /// <summary>Each file that was reached, and who reached it first.</summary>
    public ConcurrentDictionary<string, string> Importers { get; } = new(StringComparer.Ordinal);

    /// <summary>Each file that was parsed, with its facts; null where it could not be.</summary>
    public ConcurrentDictionary<string, FileFacts?> Parsed { get; } = new(StringComparer.Ordinal);

    public List<TracedRegistration> Registrations { get; } = [];

    /// <summary>Texts with a hole in them, by the text, with the places of what is not constant; and registrations without a constant name.</summary>
    public List<(string? Text, TracePlace Place)> NotConstant { get; } = [];

    public void Started(IEnumerable<string> entries)
    {
        // What an earlier entry point has imported is no start of its own when a later group tries it by its name.
        foreach (var entry in entries.Where(e => !Importers.ContainsKey(e)))
        {
            Entries.TryAdd(entry, true);
        }
    }

    public void Imported(string from, string to)
    {
        if (from != to)
        {
            Importers.TryAdd(to, from);
        }
    }

    /// <summary>An expression was evaluated: a text it made is remembered with its place; one it only passed on keeps the place where it was made.</summary>
    public void Evaluated(FactNode node, Value value, string file)
    {
        if (value.Primary is not ConstantValue { Text: { Length: > 0 } text } || _texts.Count >= MostTexts)
        {
            return;
        }

        if (node.Kind == FactKind.String)
        {
            _texts[text] = new TracePlace(file, node.Line, "a literal");
        }
        else if (node.Kind is FactKind.Template or FactKind.Binary or FactKind.Call or FactKind.Conditional or FactKind.Assign)
        {
            _texts.TryAdd(text, new TracePlace(file, node.Line, node.Kind == FactKind.Call ? "what a call gives" : "put together of parts"));
        }
        else if (node.Kind is FactKind.Name or FactKind.Member && node.Text is { } name && _texts.TryGetValue(text, out var made) && !made.How.Contains(" through ", StringComparison.Ordinal) && made.How.Length < 100)
        {
            _texts[text] = made with { How = $"{made.How}, through `{name}`" };
        }
    }

    public void Member(string name, string file, int line) => _texts[name] = new TracePlace(file, line, "a member of an object");

    /// <summary>A part of a text is not constant.</summary>
    public void Hole(string text, Value part, string file, int line)
    {
        if (NotConstant.Count < 2_000)
        {
            NotConstant.Add((text, new TracePlace(file, line, part is UnknownValue { Path.Length: > 0 } known ? $"`{known.Path}`{(known.Module is null ? "" : $" of `{known.Module}`")}" : part.Taint is { } taint ? $"it depends on {taint}" : "a value that is known only when the program runs")));
        }
    }

    /// <summary>Something was registered whose name is not constant.</summary>
    public void Nameless(string file, int line)
    {
        if (NotConstant.Count < 2_000)
        {
            NotConstant.Add((null, new TracePlace(file, line, "a registration whose name is not constant")));
        }
    }

    public void Enter(FunctionValue function, CallSite call) =>
        _calls.Add(new TracePlace(call.Node.IsAbsent ? function.Scope.Module.Path : call.File, call.Node.IsAbsent ? function.Node.Line : call.Node.Line, function.Node.Text ?? (call.Name.Length > 0 ? call.Name : "a function without a name")));

    public void Leave() => _calls.RemoveAt(_calls.Count - 1);

    /// <summary>A tool was registered.</summary>
    public void Registered(FoundTool tool)
    {
        var texts = new Dictionary<string, TracePlace>(StringComparer.Ordinal);
        Keep(tool.Name);
        Keep(tool.Description);
        foreach (var (name, schema) in tool.InputSchema?["properties"] as JsonObject ?? [])
        {
            Keep(name);
            Keep(schema is JsonObject own && own["description"] is JsonValue words && words.TryGetValue(out string? text) ? text : null);
        }

        Registrations.Add(new TracedRegistration(tool.Name, tool.File, tool.Line, [.. _calls], texts));

        void Keep(string? text)
        {
            if (text is not null && _texts.TryGetValue(text, out var place))
            {
                texts[text] = place;
            }
        }
    }
}
