using System.Globalization;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Go.Runtime;

/// <summary>What <c>range</c> goes through: pairs of key and value.</summary>
internal sealed class GoRange(GoRuntime runtime)
{
    /// <summary>Marks a list that stands for an iterator of single values: going through it gives no index.</summary>
    public static FactNode Iterator { get; } = new(FactKind.Array, "iterator", [], 0, 0);

    /// <summary>A list of pairs; something unknown where it is not known what is gone through.</summary>
    public Value Of(Value source)
    {
        var pairs = new ListValue { Depth = runtime.Machine.Depth };
        if (source is ChoiceValue choice)
        {
            foreach (var option in choice.Options)
            {
                Add(pairs, option.Value, option.Condition);
            }

            return pairs.Items.Count > 0 || !pairs.IsOpen ? pairs : UnknownValue.Tainted(source.Taint);
        }

        Add(pairs, source, null);
        return pairs.IsOpen && pairs.Items.Count == 0 ? UnknownValue.Tainted(source.Taint) : pairs;
    }

    private void Add(ListValue pairs, Value source, string? condition)
    {
        switch (source is PointerValue pointer ? pointer.Primary : source)
        {
            case ListValue list:
                for (var i = 0; i < list.Items.Count && pairs.Items.Count < EvaluationBudget.MostItems; i++)
                {
                    AddItem(pairs, list, i, condition);
                }

                pairs.IsOpen |= list.IsOpen;
                break;
            case RecordValue { Tag: not Modules.GoPackage } map:
                foreach (var key in map.Keys.Take(EvaluationBudget.MostItems).ToList())
                {
                    map.TryGet(key, out var slot);
                    pairs.Items.Add(new Slot(GoTuple.Of(Key(map, key), slot.Value), Scope.Join(condition, slot.Condition)));
                }

                pairs.IsOpen |= map.IsOpen;
                break;
            case ConstantValue { Content: double count }:
                for (var i = 0; i < Math.Min(count, EvaluationBudget.MostRounds); i++)
                {
                    pairs.Items.Add(new Slot(GoTuple.Of(ConstantValue.Of(i), ConstantValue.Of(i)), condition));
                }

                break;
            case ConstantValue { Text: { Length: < 2000 } text }:
                foreach (var rune in text.EnumerateRunes())
                {
                    pairs.Items.Add(new Slot(GoTuple.Of(ConstantValue.Of(pairs.Items.Count), ConstantValue.Of(rune.Value)), condition));
                }

                break;
            case ConstantValue { IsNothing: true }:
                break;
            case FunctionValue iterator:
                runtime.Machine.Under(condition, () => runtime.Calls.Call(iterator, Native.Of("yield", (machine, call) =>
                {
                    machine.Add(pairs, GoTuple.Of([.. call.Arguments]));
                    return ConstantValue.True;
                })));
                break;
            default:
                pairs.IsOpen = true;
                break;
        }
    }

    /// <summary>An item that may be one of several things is gone through as each of them.</summary>
    private static void AddItem(ListValue pairs, ListValue list, int index, string? condition)
    {
        var (value, own) = (list.Items[index].Value, list.Items[index].Condition);
        foreach (var option in value is ChoiceValue choice && choice.Options.All(static o => o.Value.Primary is RecordValue) ? choice.Options : [new Slot(value, null)])
        {
            var pair = ReferenceEquals(list.Node, Iterator) ? GoTuple.Of(option.Value) : GoTuple.Of(ConstantValue.Of(index), option.Value);
            pairs.Items.Add(new Slot(pair, Scope.Join(Scope.Join(condition, own), option.Condition)));
        }
    }

    private ConstantValue Key(RecordValue map, string key)
    {
        var isNumber = map.Tag is Types.GoType type && runtime.Types.Underlying(type) is { Kind: Types.TypeKind.Map, Node: { } node, Scope: { } scope }
            && runtime.Types.Underlying(runtime.Types.Read(node[0], scope)) is { Kind: Types.TypeKind.Basic, Name: not "string" };
        return isNumber && double.TryParse(key, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? ConstantValue.Of(number) : ConstantValue.Of(key);
    }
}
