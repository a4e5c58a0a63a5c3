using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Explaining;
using Catalog.Crawler.Extractors.Linking;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Elixir;

/// <summary>Reads one program whose files are loaded: components of Anubis and Hermes, then lists of maps.</summary>
internal sealed class ElixirReading
{
    private readonly IReadOnlyList<EvaluatedModule> _files;
    private readonly ToolCollector _collector;
    private readonly HashSet<string> _named;
    private readonly CompiledFolders _compiled;
    private readonly ElixirHost _host;
    private readonly Machine _machine;

    public ElixirReading(IReadOnlyList<EvaluatedModule> files, ToolCollector collector, IReadOnlySet<string> named, CompiledFolders compiled, CancellationToken cancellationToken)
    {
        _files = files;
        _collector = collector;
        _named = [.. named];
        _compiled = compiled;
        _host = new ElixirHost(() => _machine!);
        _machine = new Machine(_host, new EvaluationBudget(cancellationToken));
    }

    public void Read()
    {
        foreach (var file in _files)
        {
            _host.Add(file);
        }

        ReadComponents();
        ReadLists();
    }

    /// <summary>Modules that <c>use …Component, type: :tool</c>, offered where a server names them with <c>component</c>.</summary>
    private void ReadComponents()
    {
        var registered = _host.Modules.SelectMany(static m => m.Calls("component")).ToList();
        foreach (var module in _host.Modules.Where(static m => m.Calls("use").Any(static u => u.Children.Any(static c => c is { Kind: FactKind.Keyword, Text: "type" } && c[0].Text == "tool"))))
        {
            var registration = registered.Find(r => r[1].Text is { } named && _host.FindOrNull(named) == module);
            var given = registration?.Children.FirstOrDefault(static c => c is { Kind: FactKind.Keyword, Text: "name" })?[0];
            var name = given is null ? WordCase.Underscored(module.Node.Text!.Split('.')[^1]) : Text(given, module);
            if (name is null)
            {
                continue;
            }

            if (given is null)
            {
                ExtractionTrace.Current?.Made(name, module.File.Path, module.Node.Line, $"after the module `{module.Node.Text}`");
            }

            var description = module.Scope.Has("@moduledoc") ? module.Scope.FindOrNull("@moduledoc")!.Value as ConstantValue : null;
            _collector.IsUnreached = registration is null || !_compiled.Hold(module.File.Path);
            _collector.Add(new FoundTool
            {
                Name = name,
                Description = description?.Text?.Trim(),
                InputSchema = Schema(module.Calls("schema").FirstOrDefault()?.Children.FirstOrDefault(static c => c.Text == "do")?[0], module),
                IsPartial = description is not { Partial: false },
                File = module.File.Path,
                Line = module.Node.Line,
                Column = module.Node.Column,
            });
        }

        _collector.IsUnreached = false;
    }

    private JsonObject Schema(FactNode? block, ElixirModule module)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var field in (block?.Children ?? []).Where(static c => c.Kind == FactKind.Call && c[0].Text is "field" or "embeds_one" or "embeds_many"))
        {
            if (Text(field[1], module) is not { } name)
            {
                continue;
            }

            var options = field.Children.Where(static c => c.Kind == FactKind.Keyword).GroupBy(static c => c.Text!, StringComparer.Ordinal).ToDictionary(static g => g.Key, static g => g.First()[0], StringComparer.Ordinal);
            var schema = options.TryGetValue("do", out var inner) ? Schema(inner, module) : Type(field[2], module);
            schema = field[0].Text == "embeds_many" ? new JsonObject { ["type"] = "array", ["items"] = schema } : schema;
            foreach (var (option, key) in new[] { ("description", "description"), ("default", "default"), ("values", "enum"), ("min", "minimum"), ("max", "maximum"), ("min_length", "minLength"), ("max_length", "maxLength") })
            {
                if (options.TryGetValue(option, out var value) && new ValueJson(_machine).Write(Evaluate(value, module)) is { } json)
                {
                    schema[key] = json;
                }
            }

            properties[name] = schema;
            ExtractionTrace.Current?.Made(name, module.File.Path, field.Line, $"a `{field[0].Text}` of the schema");
            if (options.TryGetValue("required", out var must) && must.Kind == FactKind.True)
            {
                required.Add(name);
            }
        }

        var result = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0)
        {
            result["required"] = required;
        }

        return result;
    }

    private JsonObject Type(FactNode node, ElixirModule module)
    {
        if (node.Kind == FactKind.Array && node.Children.Length > 1)
        {
            // `{:required, :string}`, `{:list, :string}`, `{:enum, [...]}`
            return node[0].Text switch
            {
                "list" => new JsonObject { ["type"] = "array", ["items"] = Type(node[1], module) },
                "enum" => new JsonObject { ["type"] = "string", ["enum"] = new ValueJson(_machine).Write(Evaluate(node[1], module)) },
                _ => Type(node[1], module),
            };
        }

        return node.Text switch
        {
            "string" or "date" or "datetime" or "time" or "naive_datetime" or "enum" => new JsonObject { ["type"] = "string" },
            "integer" => new JsonObject { ["type"] = "integer" },
            "float" or "number" => new JsonObject { ["type"] = "number" },
            "boolean" => new JsonObject { ["type"] = "boolean" },
            "map" or "object" => new JsonObject { ["type"] = "object" },
            "list" => new JsonObject { ["type"] = "array" },
            _ => [],
        };
    }

    /// <summary>Functions that make maps of tools; reached where the program names them, or where they answer <c>tools/list</c>.</summary>
    private void ReadLists()
    {
        var listed = new ListedTools(_machine, _collector);
        var made = new MadeTools(_machine, listed);
        _host.OnMade = made.Made;
        _host.OnMatched = made.Matched;
        _named.UnionWith(_files.SelectMany(static f => FactSearch.Within(f.Facts.Root)).Where(static n => n.Kind is FactKind.Member or FactKind.Name && n.Text is not null).Select(static n => n.Text!));
        foreach (var module in _host.Modules)
        {
            foreach (var function in module.Node[1].Children.Where(static c => c.Kind == FactKind.Function && FactSearch.HasToolObject(c[1])).Take(200))
            {
                _collector.IsUnreached = !_named.Contains(function.Text!) || !_compiled.Hold(module.File.Path);
                made.Take(new FunctionValue(function, module.Scope), module.File.Path, isDispatcher: false, _collector);
            }
        }

        _collector.IsUnreached = false;
    }

    private string? Text(FactNode node, ElixirModule module) => Evaluate(node, module) is ConstantValue { Partial: false } constant ? constant.Text : null;

    private Value Evaluate(FactNode node, ElixirModule module) => _machine.Evaluate(node, module.Scope, new Frame(UnknownValue.Plain, null, 0)).Primary;
}
