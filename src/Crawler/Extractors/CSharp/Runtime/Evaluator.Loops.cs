using Catalog.Crawler.Extractors.CSharp.Symbols;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.CSharp.Runtime;

internal sealed partial class Evaluator
{
    private void ForEach(FactNode node, Place place)
    {
        var source = Evaluate(node[1], place);
        if (Items(source.Primary) is not { } list)
        {
            Destructure(node[0], UnknownValue.Tainted(source.Taint), place);
            Execute(node[2], place);
            return;
        }

        foreach (var item in list.Items.Take(MostItems).ToList())
        {
            var conditions = _conditions.Count;
            if (item.Condition is { } condition && !_conditions.Contains(condition))
            {
                _conditions.Add(condition);
            }

            Destructure(node[0], item.Value, place);
            Execute(node[2], place);
            _conditions.RemoveRange(conditions, _conditions.Count - conditions);
        }
    }

    /// <summary>Gives the names of a pattern their parts of a value: of a tuple by position, of a pair its key and value.</summary>
    private static void Destructure(FactNode pattern, Value value, Place place)
    {
        if (pattern.Kind != FactKind.ArrayPattern)
        {
            place.Locals[pattern.Text ?? ""] = value;
            return;
        }

        for (var i = 0; i < pattern.Children.Length; i++)
        {
            var part = value.Primary switch
            {
                ListValue list when i < list.Items.Count => list.Items[i].Value,
                RecordValue { Tag: "pair" } pair => pair.FindOrNull(i == 0 ? "Key" : "Value"),
                RecordValue { Tag: Instance { Symbol: { } symbol } } record when i < symbol.Parameters.Count => record.FindOrNull(symbol.Parameters[i][0].Text ?? ""),
                _ => null,
            };
            Destructure(pattern[i], part ?? UnknownValue.Plain, place);
        }
    }

    /// <summary>A value as a list of what <c>foreach</c> gives; a dictionary gives pairs.</summary>
    private static ListValue? Items(Value value)
    {
        if (value is not RecordValue { Tag: null } record)
        {
            return value as ListValue;
        }

        var list = new ListValue { IsOpen = record.IsOpen };
        foreach (var key in record.Keys)
        {
            var pair = new RecordValue { Tag = "pair" };
            pair.Set("Key", ConstantValue.Of(key));
            pair.Set("Value", record.FindOrNull(key)!);
            list.Items.Add(new Slot(pair, null));
        }

        return list;
    }
}
