using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Explaining;
using Catalog.Crawler.Extractors.Python.Runtime;
using Catalog.Crawler.Extractors.Python.Schemas;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Python.Registrations;

/// <summary>Reads one tool out of a function, or out of a definition that was made by hand.</summary>
internal sealed class ToolReader(Machine machine)
{
    /// <summary>The function that a client's call ends in: wrappers that say whom they wrap are looked through.</summary>
    public static FunctionValue? FunctionOrNull(Value value)
    {
        var whole = value.Primary;
        for (var i = 0; i < 12 && whole is PartialValue part; i++)
        {
            whole = part.Function.Primary;
        }

        var function = whole as FunctionValue;
        for (var i = 0; i < 12 && function is { HasMembers: true } && function.Members.FindOrNull("__wrapped__")?.Primary is FunctionValue inner; i++)
        {
            function = inner;
        }

        return function;
    }

    /// <summary>The text at the start of a function's body; null where there is none.</summary>
    public static string? DocumentationOrNull(FactNode function)
    {
        if (function[1].Kind != FactKind.Block)
        {
            return null;
        }

        foreach (var statement in function[1].Children)
        {
            if (statement.Kind != FactKind.Declare)
            {
                return statement.Kind == FactKind.String ? statement.Text : null;
            }
        }

        return null;
    }

    /// <summary>A function as a tool; null where its name is not constant.</summary>
    /// <param name="target">The function.</param>
    /// <param name="given">The name that the registration gives by position; null where it gives none.</param>
    /// <param name="named">What the registration gives by name.</param>
    public FoundTool? OfFunctionOrNull(Value target, Value? given, IReadOnlyDictionary<string, Value> named)
    {
        var outer = target.Primary as FunctionValue;
        var function = FunctionOrNull(target);
        var name = given ?? named.GetValueOrDefault("name") ?? named.GetValueOrDefault("tool_name");
        var words = name is null || name.IsNothing
            ? NameOrNull(outer, function)
            : name.Primary is ConstantValue { Text: { } text, Partial: false } ? text : null;
        if (words is null || function is null)
        {
            ExtractionTrace.Current?.Nameless(function?.Scope.Module.Path ?? machine.Current?.Path ?? "", Math.Max(1, function?.Node.Line ?? 1));
            return null;
        }

        var description = named.GetValueOrDefault("description") is { } said && !said.IsNothing ? said : WordsOrNull(outer, function);
        if (name is null || name.IsNothing)
        {
            ExtractionTrace.Current?.Made(words, function.Scope.Module.Path, function.Node.Line, $"after the function `{function.Node.Text}`");
        }

        foreach (var parameter in ExtractionTrace.Current is null ? [] : function.Node[0].Children)
        {
            ExtractionTrace.Current?.Made(parameter[0].Text, function.Scope.Module.Path, parameter.Line, $"a parameter of `{function.Node.Text}`");
        }

        var (schema, isPartial) = Arguments(target, named);
        return new FoundTool
        {
            Name = words,
            Title = Text(named.GetValueOrDefault("title")),
            Description = (description?.Primary as ConstantValue)?.Text,
            InputSchema = schema,
            Annotations = Claims(named.GetValueOrDefault("annotations")),
            Condition = machine.Condition,
            IsPartial = isPartial || description is ChoiceValue or { Primary: not ConstantValue { Partial: false } },
            File = function.Scope.Module.Path,
            Line = Math.Max(1, function.Node.Line),
            Column = Math.Max(1, function.Node.Column),
        };
    }

    /// <summary>A definition made by hand, such as <c>types.Tool(...)</c>; null where its name is not constant.</summary>
    public FoundTool? OfRecordOrNull(RecordValue record)
    {
        if (Member(record, "name")?.Primary is not ConstantValue { Text: { } name, Partial: false })
        {
            return null;
        }

        var description = Member(record, "description");
        var schema = Member(record, "inputSchema") ?? Member(record, "input_schema") ?? Member(record, "parameters");
        var writer = new ValueJson(machine, Special);
        var json = schema is null ? null : writer.Write(schema) as JsonObject;
        var claims = Claims(Member(record, "annotations"));
        return new FoundTool
        {
            Name = name,
            Title = Text(Member(record, "title")) ?? (claims?["title"] is JsonValue value && value.TryGetValue(out string? title) ? title : null),
            Description = (description?.Primary as ConstantValue)?.Text,
            InputSchema = json,
            Annotations = claims,
            Condition = machine.Condition,
            IsPartial = writer.IsPartial || record.IsOpen || (schema is not null && json is null) || description is ChoiceValue or { Primary: not ConstantValue { Partial: false } },
            File = record.File ?? machine.Current?.Path ?? "",
            Line = Math.Max(1, record.Node?.Line ?? 1),
            Column = Math.Max(1, record.Node?.Column ?? 1),
        };
    }

    /// <summary>The schema of a function's parameters; those that the SDK fills in are left out.</summary>
    private (JsonObject Schema, bool IsPartial) Arguments(Value target, IReadOnlyDictionary<string, Value> named)
    {
        var types = new TypeSchemas(machine);
        var dropped = (machine.ItemsOrNull(named.GetValueOrDefault("exclude_args") ?? ConstantValue.Null) ?? []).Select(static i => (i.Value.Primary as ConstantValue)?.Text).ToHashSet(StringComparer.Ordinal);
        var properties = new JsonObject();
        var required = new JsonArray();
        var isPartial = false;
        foreach (var (name, annotation, value, scope) in PythonSignatures.Parameters(machine, target))
        {
            if (dropped.Contains(name))
            {
                continue;
            }

            if (IsInjected(annotation) || value is UnknownValue { LastName: "Depends" or "CurrentContext" or "CurrentFastMCP" })
            {
                continue;
            }

            var (key, schema, isRequired) = new FieldSchemas(machine).Property(types, name, annotation, value, scope);
            properties[key] = schema.Json;
            isPartial |= schema.IsPartial;
            if (isRequired)
            {
                required.Add((JsonNode)key);
            }
        }

        var json = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0)
        {
            json["required"] = required;
        }

        return (json, isPartial || types.IsPartial);
    }

    private static bool IsInjected(Value? annotation) =>
        annotation?.Primary switch
        {
            UnknownValue outside => TypeNames.IsInjected(outside.LastName),
            ClassValue own => own.Name is { } name && TypeNames.IsInjected(name),
            ConstantValue { Text: { } text } => TypeNames.IsInjected(text.Split('[', '|')[0].Trim().Split('.')[^1]),
            TypeValue { Name: "Optional" or "Union" or "Annotated" } several => several.Arguments.Any(IsInjected),
            TypeValue generic => TypeNames.IsInjected(generic.Name),
            _ => false,
        };

    private JsonObject? Claims(Value? value) => value?.Primary is RecordValue record ? new ValueJson(machine).Write(record) as JsonObject : null;

    private JsonObject? Special(Value value) => value.Primary is ClassValue model ? new TypeSchemas(machine).Model(model) : null;

    private Value? Member(RecordValue record, string name) =>
        record.FindOrNull(name) is null && record.Class is null ? null : machine.GetMember(record, name) is var value && value is UnknownValue { Module: null, Taint: null } && record.FindOrNull(name) is null ? null : value;

    /// <summary>The function's name, or the one that the source has set; null where that is not constant.</summary>
    private static string? NameOrNull(FunctionValue? outer, FunctionValue? inner) =>
        outer is { HasMembers: true } && outer.Members.FindOrNull("__name__") is { } set
            ? set.Primary is ConstantValue { Text: { } own, Partial: false } ? own : null
            : inner?.Node.Text;

    /// <summary>The function's docstring, or the one that the source has set.</summary>
    private static Value? WordsOrNull(FunctionValue? outer, FunctionValue inner) =>
        outer is { HasMembers: true } && outer.Members.FindOrNull("__doc__") is { } set ? set : DocumentationOrNull(inner.Node) is { } own ? ConstantValue.Of(own) : null;

    private static string? Text(Value? value) => value?.Primary is ConstantValue { Text: { } text, Partial: false } ? text : null;
}
