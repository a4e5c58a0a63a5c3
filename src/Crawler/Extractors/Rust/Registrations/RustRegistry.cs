using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Explaining;
using Catalog.Crawler.Extractors.Linking;
using Catalog.Crawler.Extractors.Rust.Runtime;
using Catalog.Crawler.Extractors.Rust.Schemas;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Rust.Registrations;

/// <summary>Tools that attributes declare: methods of rmcp's routers and of its like, structures with <c>#[mcp_tool]</c>.</summary>
/// <param name="machine">Evaluates the attributes' expressions.</param>
/// <param name="items">The program.</param>
/// <param name="schemas">Schemas of its types.</param>
/// <param name="collector">Takes the tools.</param>
/// <param name="named">The last parts of all paths and methods that the program names.</param>
internal sealed class RustRegistry(Machine machine, RustItems items, RustSchemas schemas, ToolCollector collector, IReadOnlySet<string> named)
{
    private const string UsualRouter = "tool_router";

    public void Read()
    {
        foreach (var implementation in items.Implementations)
        {
            ReadRouter(implementation);
        }

        ReadStructures();
    }

    private void ReadRouter(RustItem implementation)
    {
        var direct = RustAttributes.Has(implementation.Node, "mcp_server") || RustAttributes.Has(implementation.Node, "server");
        var isBox = implementation.Attributes("tool_box").Any() || RustAttributes.Says(implementation.Node, "tool", "tool_box");
        var router = implementation.Attributes("tool_router").Any();
        if (!router && !isBox && !direct)
        {
            return;
        }

        var name = RustAttributes.Value(implementation.Node, "tool_router", "router") is { IsAbsent: false } own ? own.Text ?? UsualRouter : UsualRouter;
        collector.IsUnreached = router && name != UsualRouter && !named.Contains(name);
        foreach (var method in implementation.Node[1].Children.Where(static m => m.Kind == FactKind.Function))
        {
            var item = items.MemberOrNull(implementation.Node.Text!.Split("::")[^1], method.Text!, implementation.Module);
            if (RustAttributes.Of(method, "tool").FirstOrDefault() is { } attribute)
            {
                AddMethod(method, attribute, implementation, Scope.Join(implementation.Condition, item?.Node == method ? item.Condition : null), direct);
            }
        }

        collector.IsUnreached = false;
    }

    private void AddMethod(FactNode method, FactNode attribute, RustItem implementation, string? condition, bool isDirect)
    {
        var module = implementation.Module;
        var written = Argument(attribute, "name");
        var name = written.IsAbsent ? method.Text : Text(written, module, out _);
        if (name is null)
        {
            return;
        }

        var partial = false;
        var described = Argument(attribute, "description");
        described = described.IsAbsent && attribute[1].Kind == FactKind.String ? attribute[1] : described;
        var description = described.IsAbsent ? Docs(method, module, out partial) : Text(described, module, out partial);
        if (described.IsAbsent)
        {
            ExtractionTrace.Current?.Made(description, module.Path, method.Line, "the documentation of the method");
        }

        if (written.IsAbsent)
        {
            ExtractionTrace.Current?.Made(name, module.Path, method.Line, $"after the method `{method.Text}`");
        }

        var own = Argument(attribute, "input_schema");
        var isUnknown = false;
        var schema = own.IsAbsent ? Parameters(method, module, isDirect, out isUnknown) : Json(own, module) as JsonObject;
        collector.Add(new FoundTool
        {
            Name = name,
            Title = Text(Argument(attribute, "title"), module, out _),
            Description = description,
            InputSchema = schema,
            Annotations = Annotations(attribute.Children.FirstOrDefault(static c => c.Kind == FactKind.Call && c[0].Text == "annotations") ?? FactNode.Absent, module),
            Condition = condition,
            IsPartial = partial || isUnknown || schema is null,
            File = module.Path,
            Line = method.Line,
            Column = method.Column,
        });
    }

    private JsonObject? Parameters(FactNode method, EvaluatedModule module, bool isDirect, out bool isPartial)
    {
        isPartial = false;
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var parameter in method[0].Children)
        {
            var type = parameter[2];
            if (type.Kind == FactKind.Index && type[0].Text?.Split("::")[^1] == "Parameters")
            {
                return schemas.Arguments(type[1], module, out isPartial);
            }

            if (RustAttributes.Says(parameter, "tool", "aggr"))
            {
                return schemas.Arguments(type, module, out isPartial);
            }

            if (RustAttributes.Says(parameter, "tool", "param") || (isDirect && !IsContext(type)))
            {
                var holder = new FactNode(FactKind.Field, parameter[0].Text, [FactNode.Absent, FactNode.Absent, type, parameter[3]], parameter.Line, parameter.Column);
                schemas.AddProperty(holder, module, properties, required);
            }
        }

        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0)
        {
            schema["required"] = required;
        }

        return schema;
    }

    private static bool IsContext(FactNode type) => (type.Kind == FactKind.Index ? type[0].Text : type.Text)?.Split("::")[^1] is { } name && name.EndsWith("Context", StringComparison.Ordinal);

    private void ReadStructures()
    {
        var boxes = items.MacroCalls.Concat(items.Functions).SelectMany(static i => FactSearch.Within(i.Node))
            .Where(static n => n.Kind == FactKind.Call && n[0].Text == "tool_box!")
            .SelectMany(static n => n.Children.Skip(1))
            .SelectMany(static n => FactSearch.Within(n))
            .Where(static n => n.Kind == FactKind.Name)
            .Select(static n => n.Text!.Split("::")[^1])
            .ToHashSet(StringComparer.Ordinal);
        foreach (var item in items.Types)
        {
            if (item.Attributes("mcp_tool").FirstOrDefault() is not { } attribute || Text(Argument(attribute, "name"), item.Module, out _) is not { } name)
            {
                continue;
            }

            var description = Text(Argument(attribute, "description"), item.Module, out var partial);
            var schema = schemas.Arguments(new FactNode(FactKind.Name, item.Node.Text, [], item.Node.Line, item.Node.Column), item.Module, out var isUnknown);
            schema.Remove("description");
            var isListed = boxes.Contains(item.Node.Text!) || named.Contains(item.Node.Text + "::tool");
            collector.IsUnreached = boxes.Count == 0 && !isListed;
            collector.Add(new FoundTool
            {
                Name = name,
                Title = Text(Argument(attribute, "title"), item.Module, out _),
                Description = description,
                InputSchema = schema,
                Annotations = Annotations(attribute, item.Module),
                Condition = item.Condition,
                IsPartial = partial || isUnknown,
                IsNotOffered = boxes.Count > 0 && !isListed,
                File = item.Module.Path,
                Line = attribute.Line,
                Column = attribute.Column,
            });
            collector.IsUnreached = false;
        }
    }

    private static FactNode Argument(FactNode attribute, string name) => attribute.Children.FirstOrDefault(c => c.Kind == FactKind.Keyword && c.Text == name)?[0] ?? FactNode.Absent;

    private JsonObject? Annotations(FactNode attribute, EvaluatedModule module)
    {
        var claims = new JsonObject();
        foreach (var argument in attribute.Children.Where(static c => c.Kind == FactKind.Keyword && (c.Text == "title" || c.Text!.EndsWith("_hint", StringComparison.Ordinal))))
        {
            if (ToolHints.NameOrNull(argument.Text!) is { } hint && (hint != "title" || attribute[0].Text == "annotations") && Json(argument[0], module) is { } value)
            {
                claims[hint] = value;
            }
        }

        return claims.Count > 0 ? claims : null;
    }

    /// <summary>The doc comments as the macro of rmcp joins them: trimmed lines, the empty ones left out.</summary>
    private string? Docs(FactNode method, EvaluatedModule module, out bool partial)
    {
        partial = false;
        var lines = new List<string>();
        foreach (var doc in RustAttributes.Docs(method))
        {
            var text = Text(doc, module, out var isPartial)?.Trim();
            partial |= isPartial;
            if (!string.IsNullOrEmpty(text))
            {
                lines.Add(text);
            }
        }

        return lines.Count == 0 ? null : string.Join('\n', lines);
    }

    private string? Text(FactNode expression, EvaluatedModule module, out bool isPartial)
    {
        isPartial = false;
        if (expression.IsAbsent)
        {
            return null;
        }

        var value = Evaluate(expression, module);
        isPartial = value is not ConstantValue { Partial: false };
        return (value as ConstantValue)?.Text;
    }

    private JsonNode? Json(FactNode expression, EvaluatedModule module) => new ValueJson(machine).Write(Evaluate(expression, module));

    private Value Evaluate(FactNode expression, EvaluatedModule module) => machine.Evaluate(expression, module.Scope, new Frame(UnknownValue.Plain, null, 0)).Primary;
}
