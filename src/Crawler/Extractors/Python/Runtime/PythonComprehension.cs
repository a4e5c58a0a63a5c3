using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Python.Runtime;

/// <summary>Comprehensions: what is gone through is unrolled; a test that is not known becomes a condition of the item.</summary>
internal sealed class PythonComprehension(Machine machine, FactNode node, Frame frame)
{
    private int _made;

    public static Value Evaluate(Machine machine, FactNode node, Scope scope, Frame frame)
    {
        var comprehension = new PythonComprehension(machine, node, frame);
        var inside = new Scope(scope, scope.Module);
        if (node.Text == "dict")
        {
            var record = new RecordValue { Depth = machine.Depth, Node = node, File = scope.Module.Path };
            record.IsOpen |= !comprehension.Go(1, inside, inner => comprehension.AddMember(record, inner));
            return record;
        }

        var list = new ListValue { Depth = machine.Depth, Node = node };
        list.IsOpen |= !comprehension.Go(1, inside, inner => machine.Add(list, machine.Evaluate(node[0], inner, frame)));
        return list;
    }

    private void AddMember(RecordValue record, Scope scope)
    {
        var pair = node[0];
        if (machine.Evaluate(pair[1], scope, frame).Primary is ConstantValue { IsNothing: false, Partial: false } key)
        {
            machine.SetMember(record, key.ToString(), machine.Evaluate(pair[0], scope, frame));
        }
        else
        {
            record.IsOpen = true;
        }
    }

    /// <summary>Goes through the parts from one on; false where something was not known, or there was too much of it.</summary>
    private bool Go(int at, Scope scope, Action<Scope> add)
    {
        if (at >= node.Children.Length)
        {
            _made++;
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
                true => Go(at + 1, scope, add),
                _ => machine.Under(part.Text ?? "a condition", () => Go(at + 1, scope, add)),
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
            if (_made >= EvaluationBudget.MostRounds)
            {
                return false;
            }

            isWhole &= machine.Under(item.Condition, () =>
            {
                var inner = new Scope(scope, scope.Module);
                machine.Bind(part[0], item.Value, inner, frame, (name, value) => inner.Declare(name, new Binding(value, machine.Depth)));
                return Go(at + 1, inner, add);
            });
        }

        return isWhole;
    }
}
