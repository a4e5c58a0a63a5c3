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
    private const int MostImporters = 40;
    private static readonly AsyncLocal<ExtractionTrace?> Ambient = new();
    private readonly Dictionary<string, TracePlace> _texts = new(StringComparer.Ordinal);
    private readonly List<TracePlace> _calls = [];
    private readonly ConcurrentDictionary<string, ConcurrentQueue<(string From, string How)>> _importers = new(StringComparer.Ordinal);

    /// <summary>The trace of the extraction that runs here; null where nobody asked.</summary>
    public static ExtractionTrace? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    /// <summary>Files that something starts, with a clause that says what.</summary>
    public ConcurrentDictionary<string, string> Entries { get; } = new(StringComparer.Ordinal);

    /// <summary>Each file that was parsed, with its facts; null where it could not be.</summary>
    public ConcurrentDictionary<string, FileFacts?> Parsed { get; } = new(StringComparer.Ordinal);

    /// <summary>Files that a manifest takes into its program, with the manifest; a file may be there and not be needed.</summary>
    public ConcurrentDictionary<string, string> Belonging { get; } = new(StringComparer.Ordinal);

    public List<TracedRegistration> Registrations { get; } = [];

    /// <summary>Texts with a hole in them, by the text, with the places of what is not constant; and registrations without a constant name.</summary>
    public List<(string? Text, TracePlace Place)> NotConstant { get; } = [];

    /// <summary>Files are where a program starts.</summary>
    /// <param name="entries">Their paths.</param>
    /// <param name="how">Why, a clause.</param>
    public void Started(IEnumerable<string> entries, string how = "something starts this file")
    {
        // What an earlier entry point has imported is no start of its own when a later group tries it by its name.
        foreach (var entry in entries.Where(e => !_importers.ContainsKey(e)))
        {
            Entries.TryAdd(entry, how);
        }
    }

    /// <summary>A file leads to another one.</summary>
    /// <param name="from">The file that was reached.</param>
    /// <param name="to">The file that it leads to.</param>
    /// <param name="how">How, what stands after the first file's name: <c>imports it</c>.</param>
    public void Imported(string from, string to, string how = "imports it")
    {
        var importers = _importers.GetOrAdd(to, static _ => []);
        if (from != to && importers.Count < MostImporters)
        {
            importers.Enqueue((from, how));
        }
    }

    /// <summary>Files belong to a program, whether or not anything in it needs them to tell its tools.</summary>
    /// <param name="files">Their paths.</param>
    /// <param name="manifest">The file that says so.</param>
    public void Belong(IEnumerable<string> files, string manifest)
    {
        foreach (var file in files)
        {
            Belonging.TryAdd(file, manifest);
        }
    }

    /// <summary>The shortest way from something that is started to a file: the entry first, each with how it is reached by the one before; empty where there is none.</summary>
    public IReadOnlyList<(string File, string How)> WayTo(string file)
    {
        var next = new Dictionary<string, (string File, string How)>(StringComparer.Ordinal) { [file] = ("", "") };
        var open = new Queue<string>([file]);
        while (open.TryDequeue(out var at))
        {
            if (Entries.TryGetValue(at, out var start))
            {
                var way = new List<(string, string)> { (at, start) };
                for (var step = next[at]; step.File.Length > 0; step = next[step.File])
                {
                    way.Add((step.File, step.How));
                }

                return way;
            }

            foreach (var (from, how) in _importers.GetValueOrDefault(at) ?? [])
            {
                if (next.TryAdd(from, (at, $"`{from}` {how}")))
                {
                    open.Enqueue(from);
                }
            }
        }

        return [];
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

    public void Member(string name, string file, int line) => Made(name, file, line, "a member of an object");

    /// <summary>A text of a definition was made of something that is no expression: a method's name, a parameter, a field, a comment.</summary>
    /// <param name="text">The text as it stands in the definition; nothing is noted for null.</param>
    /// <param name="file">Where it was read.</param>
    /// <param name="line">Where it was read, from 1; what is less is taken as 1.</param>
    /// <param name="how">Of what, a clause.</param>
    public void Made(string? text, string file, int line, string how)
    {
        if (text is { Length: > 0 } && _texts.Count < MostTexts)
        {
            _texts[text] = new TracePlace(file, Math.Max(1, line), how);
        }
    }

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
        Enter(call.Node.IsAbsent ? function.Scope.Module.Path : call.File, call.Node.IsAbsent ? function.Node.Line : call.Node.Line, function.Node.Text ?? (call.Name.Length > 0 ? call.Name : null));

    /// <summary>A call begins that was written at a place.</summary>
    public void Enter(string file, int line, string? name) => _calls.Add(new TracePlace(file, line, name ?? "a function without a name"));

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
