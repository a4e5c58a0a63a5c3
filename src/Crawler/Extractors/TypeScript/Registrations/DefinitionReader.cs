using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.TypeScript.Schemas;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.TypeScript.Registrations;

/// <summary>Reads one definition out of evaluated values.</summary>
/// <param name="machine">What evaluated them.</param>
/// <param name="floor">How many of the conditions that hold now do not count.</param>
internal sealed class DefinitionReader(Machine machine, int floor)
{
    private static readonly string[] SchemaNames = ["inputSchema", "parameters", "input_schema", "paramsSchema", "schema", "input", "args", "inputShape", "argsShape"];

    /// <summary>A definition as one object.</summary>
    public FoundTool Read(string name, RecordValue definition, FactNode node, string file)
    {
        var schemaName = SchemaNames.FirstOrDefault(n => machine.GetMember(definition, n) is not ConstantValue { IsUndefined: true } and not UnknownValue { Module: null, Taint: null })
            ?? SchemaNames.FirstOrDefault(n => definition.TryGet(n, out _));
        return Read(
            name,
            machine.GetMember(definition, "title"),
            machine.GetMember(definition, "description"),
            schemaName is null ? null : Given(definition, machine.GetMember(definition, schemaName)),
            machine.GetMember(definition, "annotations"),
            node,
            file);
    }

    /// <summary>Classes for tools may give their schema by a method.</summary>
    private Value Given(RecordValue definition, Value schema) =>
        schema is FunctionValue function ? machine.Invoke(function, new CallSite { Node = FactNode.Absent, File = "", This = definition, Arguments = [], IsOpen = true }) : schema;

    /// <summary>A definition of which only the name is known.</summary>
    public FoundTool Bare(string name, FactNode node, string file) =>
        new() { Name = name, IsPartial = true, Condition = machine.ConditionBeyond(floor), File = file, Line = Math.Max(1, node.Line), Column = Math.Max(1, node.Column) };

    /// <summary>A definition in its parts; null where the source gives none.</summary>
    public FoundTool Read(string name, Value? title, Value? description, Value? schema, Value? annotations, FactNode node, string file)
    {
        var words = description?.Primary as ConstantValue;
        var writer = new SchemaJson(machine);
        var arguments = writer.Arguments(schema ?? ConstantValue.Undefined);
        var claims = annotations?.Primary is RecordValue record ? new ValueJson(machine).Write(record) as JsonObject : null;
        return new FoundTool
        {
            Name = name,
            Title = Text(title) ?? (claims?["title"] is JsonValue value && value.TryGetValue(out string? text) ? text : null),
            Description = words?.Text,
            InputSchema = arguments,
            Annotations = claims,
            Condition = machine.ConditionBeyond(floor),
            IsPartial = writer.IsPartial || words is { Partial: true } || description?.Primary is UnknownValue || description is ChoiceValue,
            File = file,
            Line = Math.Max(1, node.Line),
            Column = Math.Max(1, node.Column),
        };
    }

    private static string? Text(Value? value) => value?.Primary is ConstantValue { Text: { } text, Partial: false } ? text : null;
}
