using System.Text.Json.Nodes;

namespace Catalog.Crawler.Extractors.Evaluation;

/// <summary>Values as JSON and back. What is not constant is left out and makes the result partial.</summary>
internal sealed class ValueJson(Machine machine, Func<Value, JsonNode?>? special = null)
{
    private const int Deepest = 60;
    private const int Most = 50_000;
    private int _nodes;

    /// <summary>True where something was left out.</summary>
    public bool IsPartial { get; private set; }

    /// <summary>A value as JSON; null where it is nothing, or not known.</summary>
    public JsonNode? Write(Value value, int depth = 0)
    {
        if (depth > Deepest || ++_nodes > Most)
        {
            IsPartial = true;
            return null;
        }

        if (special?.Invoke(value) is { } modelled)
        {
            return modelled;
        }

        IsPartial |= value is ChoiceValue;
        switch (value.Primary)
        {
            case ConstantValue { Content: string text } constant:
                IsPartial |= constant.Partial;
                return JsonValue.Create(text);
            case ConstantValue { Content: double number }:
                return number == Math.Floor(number) && Math.Abs(number) < 1e15 ? JsonValue.Create((long)number) : double.IsFinite(number) ? JsonValue.Create(number) : null;
            case ConstantValue { Content: bool truth }:
                return JsonValue.Create(truth);
            case ConstantValue:
                return null;
            case ListValue list:
                IsPartial |= list.IsOpen;
                return new JsonArray([.. list.Items.Where(static i => i.Value.Primary is not UnknownValue).Select(i => Write(i.Value, depth + 1))]);
            case RecordValue record:
                return Write(record, depth);
            default:
                IsPartial |= value is UnknownValue;
                return null;
        }
    }

    private JsonObject Write(RecordValue record, int depth)
    {
        var json = new JsonObject();
        IsPartial |= record.IsOpen || record.Partial;
        foreach (var key in record.Keys)
        {
            var member = machine.GetMember(record, key);
            if (member.Primary is UnknownValue)
            {
                IsPartial = true;
            }
            else if (member.Primary is not ConstantValue { IsUndefined: true } and not FunctionValue and not NativeValue)
            {
                json[key] = Write(member, depth + 1);
            }
        }

        return json;
    }

    /// <summary>JSON as a value of the source.</summary>
    public static Value Read(JsonNode? node, bool partial = false, int depth = 0)
    {
        switch (node)
        {
            case JsonObject members when depth < Deepest:
                var record = new RecordValue { Partial = partial };
                foreach (var (key, member) in members)
                {
                    record.Set(key, Read(member, partial: false, depth + 1));
                }

                return record;
            case JsonArray items when depth < Deepest:
                return ListValue.Of(items.Select(i => Read(i, partial: false, depth + 1)));
            case JsonValue value when value.TryGetValue(out string? text):
                return ConstantValue.Of(text);
            case JsonValue value when value.TryGetValue(out bool truth):
                return ConstantValue.Of(truth);
            case JsonValue value when value.TryGetValue(out double number):
                return ConstantValue.Of(number);
            case JsonValue value when value.TryGetValue(out long whole):
                return ConstantValue.Of(whole);
            case JsonValue value when value.TryGetValue(out int small):
                return ConstantValue.Of(small);
            default:
                return ConstantValue.Null;
        }
    }
}
