using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Python.Runtime;

/// <summary>Comprehensions: what is gone through is unrolled; a test that is not known becomes a condition of the item.</summary>
internal static class PythonComprehension
{
    public static Value Evaluate(Machine machine, FactNode node, Scope scope, Frame frame)
    {
        if (node.Text == "dict")
        {
            var record = new RecordValue { Depth = machine.Depth, Node = node, File = scope.Module.Path };
            record.IsOpen = !Go(machine, node, 1, new Scope(scope, scope.Module), frame, inner => AddMember(machine, record, node[0], inner, frame));
            return record;
        }

        var list = new ListValue { Depth = machine.Depth, Node = node };
        list.IsOpen = !Go(machine, node, 1, new Scope(scope, scope.Module), frame, inner => machine.Add(list, machine.Evaluate(node[0], inner, frame)));
        return list;
    }

    private static void AddMember(Machine machine, RecordValue record, FactNode pair, Scope scope, Frame frame)
    {
        if (machine.Evaluate(pair[1], scope, frame).Primary is ConstantValue { IsNothing: false, Partial: false } key)
        {
            machine.SetMember(record, key.ToString(), machine.Evaluate(pair[0], scope, frame));
        }
        else
        {
            record.IsOpen = true;
        }
    }

    /// <summary>Goes through the parts from one on; false where something was not known.</summary>
    private static bool Go(Machine machine, FactNode node, int at, Scope scope, Frame frame, Action<Scope> add)
    {
        if (at >= node.Children.Length)
        {
            add(scope);
            return true;
        }

        var part = node[at];
        if (part.Kind == FactKind.If)
        {
            var test = machine.Evaluate(part[0], scope, frame);
            return test.Truth switch
            {
                false when test.Taint is null => true,
                true when test.Taint is null => Go(machine, node, at + 1, scope, frame, add),
                true => Go(machine, node, at + 1, scope, frame, add),
                _ => machine.Under(part.Text ?? "a condition", () => Go(machine, node, at + 1, scope, frame, add)),
            };
        }

        var source = machine.Evaluate(part[1], scope, frame);
        var items = source.Primary is RecordValue { Class: null } record ? [.. record.Keys.Select(k => new Slot(ConstantValue.Of(k), record.TryGet(k, out var slot) ? slot.Condition : null))] : machine.ItemsOrNull(source);
        if (items is null)
        {
            return false;
        }

        var isWhole = source.Primary is not ListValue { IsOpen: true } and not RecordValue { IsOpen: true };
        foreach (var item in items)
        {
            isWhole &= machine.Under(item.Condition, () =>
            {
                var inner = new Scope(scope, scope.Module);
                machine.Bind(part[0], item.Value, inner, frame, (name, value) => inner.Declare(name, new Binding(value, machine.Depth)));
                return Go(machine, node, at + 1, inner, frame, add);
            });
        }

        return isWhole;
    }
}
