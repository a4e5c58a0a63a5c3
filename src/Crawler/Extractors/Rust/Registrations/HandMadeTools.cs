using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Linking;
using Catalog.Crawler.Extractors.Rust.Runtime;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Rust.Registrations;

/// <summary>Tools that the program lists itself: in <c>list_tools</c>, in the answer to <c>tools/list</c>, or as types that each implement a trait of tools.</summary>
internal sealed class HandMadeTools(Machine machine, RustHost host, RustItems items, ToolCollector collector, IReadOnlySet<string> named)
{
    private const string Method = "tools/list";
    private const int MostFunctions = 400;
    private static readonly string[] Methods = ["input_schema", "parameters_schema", "schema", "parameters", "args_schema", "json_schema"];
    private static readonly string[] Arguments = ["Parameter", "Parameters", "Params", "Args", "Arguments", "Input", "Request", "RequestArgs", "ToolArgs", "ToolParams", "ToolInput"];
    private readonly ListedTools _listed = new(machine, collector);
    private readonly List<(RecordValue Tool, string? Condition)> _made = [];
    private int? _matchedAt;

    /// <summary>What the handlers of the list give.</summary>
    public void ReadHandlers()
    {
        host.OnMade = record =>
        {
            if (_matchedAt is { } depth && _listed.IsTool(record))
            {
                _made.Add((record, machine.ConditionBeyond(depth)));
            }
        };
        host.OnMatched = (constant, entered) => _matchedAt = constant != Method ? _matchedAt : entered ? machine.Depth + 1 : null;
        foreach (var handler in items.Functions.Where(static f => f.Node.Text is "list_tools" && f.Owner is not null).ToList())
        {
            _matchedAt = machine.Depth;
            Take(handler);
            _matchedAt = null;
        }

        if (collector.Count > 0)
        {
            return;
        }

        foreach (var handler in items.Functions.Where(static f => FactSearch.HasText(f.Node[1], Method)).Take(20).ToList())
        {
            Take(handler, isDispatcher: true);
        }
    }

    /// <summary>Where no handler is seen: what functions and constants define, reached where the program names them.</summary>
    public void ReadTheRest()
    {
        foreach (var function in items.Functions.Where(static f => Makes(f.Node[1])).Take(MostFunctions).ToList())
        {
            collector.IsUnreached = !named.Contains(function.Node.Text!);
            _matchedAt = machine.Depth;
            Take(function);
            _matchedAt = null;
        }

        collector.IsUnreached = false;
        if (collector.Count == 0)
        {
            ReadTraits();
        }
    }

    private static bool Makes(FactNode body) => FactSearch.HasToolObject(body) || FactSearch.Within(body).Any(static n => n.Kind is FactKind.Call or FactKind.New && n[0].Text is "Tool::new" or "Tool");

    /// <summary>Calls a function and takes its tools: what it gives, or, of one that answers other methods too, what it makes for this one.</summary>
    private void Take(RustItem handler, bool isDispatcher = false)
    {
        _made.Clear();
        var before = collector.Count;
        var value = machine.CallWithUnknowns(host.Of(handler));
        if (!isDispatcher)
        {
            _listed.Take(value, handler.Module.Path, handler.Condition);
        }

        foreach (var (tool, condition) in collector.Count == before ? _made : [])
        {
            _listed.Add(tool, handler.Module.Path, Scope.Join(handler.Condition, condition));
        }

        if (isDispatcher && collector.Count == before)
        {
            _listed.Take(value, handler.Module.Path, handler.Condition);
        }
    }

    /// <summary>A type a tool: an implementation of a trait of tools that tells its name and description.</summary>
    private void ReadTraits()
    {
        foreach (var implementation in items.Implementations)
        {
            var node = implementation.Node;
            var offered = node[0][0][0];
            var type = node.Text?.Split("::")[^1];
            var trait = (offered.Kind == FactKind.Index ? offered[0].Text : offered.Text)?.Split("::")[^1];
            if (type is null || trait is null || !trait.Contains("Tool", StringComparison.Ordinal) || (Result(type, "name", implementation.Module) ?? Result(type, "NAME", implementation.Module)) is not ConstantValue { Text: { } name, Partial: false })
            {
                continue;
            }

            var json = new ValueJson(machine);
            if (SchemaOrNull(node, type, implementation.Module, json) is not { } written)
            {
                continue;
            }

            var description = (Result(type, "description", implementation.Module) ?? Result(type, "DESCRIPTION", implementation.Module)) as ConstantValue;
            collector.IsUnreached = !named.Contains(type);
            collector.Add(new FoundTool
            {
                Name = name,
                Title = ((Result(type, "title", implementation.Module) ?? Result(type, "TITLE", implementation.Module)) as ConstantValue)?.Text,
                Description = description?.Text,
                InputSchema = written,
                Condition = implementation.Condition,
                IsPartial = json.IsPartial || description is not { Partial: false },
                File = implementation.Module.Path,
                Line = node.Line,
                Column = node.Column,
            });
        }

        collector.IsUnreached = false;
    }

    /// <summary>What a method says of the input, or the schema of the type that the trait asks for.</summary>
    private JsonObject? SchemaOrNull(FactNode implementation, string type, EvaluatedModule from, ValueJson json)
    {
        foreach (var method in Methods)
        {
            if (Result(type, method, from) is { } schema)
            {
                return json.Write(schema) as JsonObject;
            }
        }

        return implementation[1].Children.FirstOrDefault(static c => c.Kind == FactKind.Class && c[0][0].Text == "alias" && Arguments.Contains(c.Text, StringComparer.Ordinal)) is { } alias
            ? json.Write(host.SchemaOf(alias[0][0][0], from)) as JsonObject
            : null;
    }

    /// <summary>What a method without arguments gives, or a constant; null where the type has no such member.</summary>
    private Value? Result(string type, string member, EvaluatedModule from) =>
        items.MemberOrNull(type, member, from) is not { } item ? null : item.Node.Kind == FactKind.Function ? machine.CallWithUnknowns(host.Of(item)).Primary : host.Of(item).Primary;
}
