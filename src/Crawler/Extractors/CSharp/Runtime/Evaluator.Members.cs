using System.Globalization;
using System.Text;
using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.CSharp.Runtime;

/// <summary>Members of texts, lists and dictionaries that definitions of tools are put together with.</summary>
internal sealed partial class Evaluator
{
    private static Value? TextMember(ConstantValue target, CallFacts call)
    {
        var text = target.Text!;
        var first = call.Arguments.Count > 0 ? (call.Arguments[0].Primary as ConstantValue)?.Text : null;
        var second = call.Arguments.Count > 1 ? (call.Arguments[1].Primary as ConstantValue)?.Text : null;
        var result = call.Name switch
        {
            "Trim" => first is { Length: > 0 } ? text.Trim(first.ToCharArray()) : text.Trim(),
            "TrimStart" => first is { Length: > 0 } ? text.TrimStart(first.ToCharArray()) : text.TrimStart(),
            "TrimEnd" => first is { Length: > 0 } ? text.TrimEnd(first.ToCharArray()) : text.TrimEnd(),
            "ToLower" or "ToLowerInvariant" => text.ToLowerInvariant(),
            "ToUpper" or "ToUpperInvariant" => text.ToUpperInvariant(),
            "ToString" or "ReplaceLineEndings" when call.Arguments.Count == 0 => text,
            "Replace" when first is { Length: > 0 } && second is not null && (second.Length <= first.Length || text.Length < 10_000) => text.Replace(first, second, StringComparison.Ordinal),
            "Substring" when call.Arguments is [ConstantValue { Content: double from }, ..] && from >= 0 && from <= text.Length =>
                call.Arguments is [_, ConstantValue { Content: double length }] ? (length >= 0 && from + length <= text.Length ? text.Substring((int)from, (int)length) : null) : text[(int)from..],
            _ => null,
        };
        if (call.Name == "Split" && !target.Partial && Separator(call) is { } separator)
        {
            return ListValue.Of(text.Split(separator, call.Arguments is [_, ConstantValue { Content: double most }] && most is > 0 and < 10_000 ? (int)most : 10_000).Select(static p => ConstantValue.Of(p)));
        }

        if (result is not null)
        {
            return ConstantValue.Of(result).With(target.Taint, target.Partial);
        }

        return first is null || target.Partial ? null : call.Name switch
        {
            "StartsWith" => ConstantValue.Of(text.StartsWith(first, StringComparison.Ordinal)),
            "EndsWith" => ConstantValue.Of(text.EndsWith(first, StringComparison.Ordinal)),
            "Contains" => ConstantValue.Of(text.Contains(first, StringComparison.Ordinal)),
            "Equals" => ConstantValue.Of(text.Equals(first, StringComparison.OrdinalIgnoreCase)),
            _ => null,
        };
    }

    private static string? Separator(CallFacts call) => call.Arguments.Count == 0 ? null : call.Arguments[0].Primary switch
    {
        ConstantValue { Text: { Length: > 0 } text } => text,
        ListValue { Items: [{ Value.Primary: ConstantValue { Text: { Length: > 0 } text } }] } => text,
        _ => null,
    };

    private Value? StaticText(CallFacts call)
    {
        List<Value> rest = [.. call.Arguments.Skip(1)];
        switch (call.Name)
        {
            case "Join" when call.Arguments is [{ Primary: ConstantValue { Text: { } separator } }, ..]:
                return rest is [{ Primary: ListValue list }] ? list.IsOpen ? UnknownValue.Plain : Join(list.Items.Select(static i => i.Value), separator) : Join(rest, separator);
            case "Concat":
                return Join(call.Arguments);
            case "Format" when call.Arguments is [{ Primary: ConstantValue { Text: { } pattern } }, ..] && rest.TrueForAll(static r => r.Primary is ConstantValue):
                var text = new StringBuilder(pattern);
                for (var i = 0; i < rest.Count && text.Length < 100_000; i++)
                {
                    text.Replace("{" + i.ToString(CultureInfo.InvariantCulture) + "}", rest[i].Primary.ToString());
                }

                return ConstantValue.Of(text.ToString());
            case "IsNullOrEmpty" or "IsNullOrWhiteSpace" when call.Arguments is [{ Primary: ConstantValue value }]:
                return ConstantValue.Of(value.IsNothing || string.IsNullOrWhiteSpace(value.Text)).With(value.Taint, partial: false);
            case "Equals" when call.Arguments is [{ Primary: ConstantValue a }, { Primary: ConstantValue b }, ..]:
                return ConstantValue.Of(string.Equals(a.Text, b.Text, StringComparison.OrdinalIgnoreCase)).With(a.Taint ?? b.Taint, partial: false);
            default:
                return null;
        }
    }

    private Value? ListMember(ListValue list, CallFacts call)
    {
        switch (call.Name)
        {
            case "Add":
                foreach (var item in call.Arguments)
                {
                    list.Items.Add(new Slot(item, Condition));
                }

                return ConstantValue.Undefined;
            case "AddRange" or "Concat" or "Union" when call.Arguments is [var other, ..]:
                var into = call.Name == "AddRange" ? list : new ListValue { Items = [.. list.Items], IsOpen = list.IsOpen };
                if (other.Primary is ListValue more && into.Items.Count + more.Items.Count <= EvaluationBudget.MostItems)
                {
                    into.Items.AddRange([.. more.Items]);
                    into.IsOpen |= more.IsOpen;
                }
                else
                {
                    into.IsOpen = true;
                }

                return into;
            case "Append" when call.Arguments is [var one]:
                return new ListValue { Items = [.. list.Items, new Slot(one, Condition)], IsOpen = list.IsOpen };
            case "Select" or "ConvertAll" when call.Arguments is [DelegateValue map]:
                return new ListValue { Items = [.. list.Items.Select(i => new Slot(Invoke(map, [i.Value]), i.Condition))], IsOpen = list.IsOpen };
            case "SelectMany" when call.Arguments is [DelegateValue map]:
                var flat = new ListValue { IsOpen = list.IsOpen };
                foreach (var item in list.Items.ToList())
                {
                    var inner = Invoke(map, [item.Value]).Primary as ListValue;
                    flat.Items.AddRange(inner?.Items.Take(EvaluationBudget.MostItems) ?? []);
                    flat.IsOpen |= inner is null or { IsOpen: true };
                }

                return flat;
            case "Where" when call.Arguments is [DelegateValue test]:
                return new ListValue { Items = [.. list.Items.Where(i => Invoke(test, [i.Value]).Truth is not false)], IsOpen = list.IsOpen };
            case "ForEach" when call.Arguments is [DelegateValue act]:
                foreach (var item in list.Items.ToList())
                {
                    Invoke(act, [item.Value]);
                }

                return ConstantValue.Undefined;
            case "ToArray" or "ToList" or "AsReadOnly" or "AsEnumerable" or "ToImmutableArray" or "ToImmutableList" or "ToHashSet" or "Distinct" or "OrderBy" or "OfType" or "Cast" or "AsSpan":
                return list;
            case "Contains" or "Any" when !list.IsOpen && list.Items.Count == 0:
                return ConstantValue.False.With(list.Taint, partial: false);
            case "Contains" when !list.IsOpen && call.Arguments is [ConstantValue wanted, ..]:
                return ConstantValue.Of(list.Items.Exists(i => i.Value.Primary is ConstantValue have && Equals(have.Content, wanted.Content))).With(list.Taint, partial: false);
            default:
                return null;
        }
    }

    private Value? RecordMember(RecordValue record, CallFacts call)
    {
        switch (call.Name)
        {
            case "Add" or "TryAdd" when call.Arguments is [{ Primary: ConstantValue { Text: { } key } }, var value]:
                record.Set(key, value, Condition);
                return ConstantValue.Undefined;
            case "Select" or "ToList" or "ToArray":
                return ListMember(Items(record)!, call);
            case "ContainsKey" when !record.IsOpen && call.Arguments is [ConstantValue { Text: { } key }]:
                return ConstantValue.Of(record.FindOrNull(key) is not null);
            default:
                return null;
        }
    }
}
