using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Linking;

/// <summary>
/// Takes tools out of values: records with a constant name and a schema, as an answer to <c>tools/list</c> holds them. Names of members are compared without underlines and case, for each language spells
/// them its own way.
/// </summary>
/// <param name="machine">What made the values.</param>
/// <param name="collector">Takes the tools.</param>
/// <param name="special">JSON of values that a language models itself; null for the others.</param>
internal sealed class ListedTools(Machine machine, ToolCollector collector, Func<Value, JsonNode?>? special = null)
{
    private const int Deepest = 7;
    private const int MostItems = 5_000;

    /// <summary>Every tool in a value.</summary>
    /// <param name="value">A tool, a list of them, or what holds one under <c>tools</c> or <c>result</c>.</param>
    /// <param name="file">The file where no literal says it.</param>
    /// <param name="condition">Under which condition the value is there; null where it always is.</param>
    /// <param name="depth">How far inside the answer it lies.</param>
    public void Take(Value value, string file, string? condition = null, int depth = 0)
    {
        if (depth > Deepest)
        {
            return;
        }

        switch (value)
        {
            case ChoiceValue choice:
                foreach (var option in choice.Options)
                {
                    Take(option.Value, file, Scope.Join(condition, option.Condition), depth + 1);
                }

                break;
            case ListValue list:
                foreach (var item in list.Items.Take(MostItems))
                {
                    Take(item.Value, file, Scope.Join(condition, item.Condition), depth + 1);
                }

                break;
            case RecordValue record when IsTool(record):
                Add(record, file, condition);
                break;
            case RecordValue record:
                foreach (var key in record.Keys)
                {
                    if (key is "tools" or "result" or "data" && record.TryGet(key, out var slot))
                    {
                        Take(slot.Value, file, Scope.Join(condition, slot.Condition), depth + 1);
                    }
                }

                break;
            default:
                break;
        }
    }

    /// <summary>True for a record that defines a tool: its name is a constant text, and it has a schema of its input.</summary>
    public bool IsTool(RecordValue record) =>
        Find(record, "inputschema") is not null && Find(record, "name") is { } name && machine.GetMember(record, name).Primary is ConstantValue { Text: not null };

    /// <summary>The tool that a record defines.</summary>
    public void Add(RecordValue record, string file, string? condition)
    {
        if (Text(record, "name") is not { Partial: false, Taint: null, Text: { } name })
        {
            return;
        }

        var json = new ValueJson(machine, special);
        var schema = Find(record, "inputschema") is { } member ? json.Write(machine.GetMember(record, member)) as JsonObject : null;
        var annotations = Find(record, "annotations") is { } claims ? ToolHints.Read(machine.GetMember(record, claims).Primary, machine) : null;
        var description = Text(record, "description");
        collector.Add(new FoundTool
        {
            Name = name,
            Title = Text(record, "title")?.Text,
            Description = description?.Text,
            InputSchema = schema,
            Annotations = annotations,
            Condition = condition,
            IsPartial = json.IsPartial || schema is null || description is { Partial: true } || (description is null && Find(record, "description") is { } written && machine.GetMember(record, written) is UnknownValue),
            File = record.File ?? file,
            Line = record.Node?.Line ?? 1,
            Column = record.Node?.Column ?? 1,
        });
    }

    private ConstantValue? Text(RecordValue record, string member) =>
        Find(record, member) is { } key && machine.GetMember(record, key).Primary is ConstantValue { Text: not null } text ? text : null;

    private static string? Find(RecordValue record, string member) =>
        record.Keys.FirstOrDefault(k => string.Equals(k.Replace("_", "", StringComparison.Ordinal), member, StringComparison.OrdinalIgnoreCase));
}
