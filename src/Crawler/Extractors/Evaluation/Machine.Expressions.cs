using System.Globalization;
using System.Text;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Evaluation;

/// <content>Expressions.</content>
internal sealed partial class Machine
{
    /// <summary>What an expression is worth.</summary>
    public Value Evaluate(FactNode node, Scope scope, Frame frame)
    {
        if (!MayGoOn())
        {
            return UnknownValue.Plain;
        }

        _nesting++;
        var value = EvaluateAtDepth(node, scope, frame);
        _nesting--;
        _trace?.Evaluated(node, value, scope.Module.Path);
        return value;
    }

    private Value EvaluateAtDepth(FactNode node, Scope scope, Frame frame)
    {
        switch (node.Kind)
        {
            case FactKind.String:
                return ConstantValue.Of(node.Text!);
            case FactKind.Number:
                return Number(node.Text!);
            case FactKind.True:
                return ConstantValue.True;
            case FactKind.False:
                return ConstantValue.False;
            case FactKind.Null:
                return ConstantValue.Null;
            case FactKind.Name:
                return scope.FindOrNull(node.Text!) is { } bound ? Read(bound) : Host.Global(node.Text!, scope.Module);
            case FactKind.This:
                return frame.This;
            case FactKind.Template:
                return Template(node, scope, frame);
            case FactKind.Array:
                return Array(node, scope, frame);
            case FactKind.Object:
                return Object(node, scope, frame);
            case FactKind.Member:
                if (node[0].Kind == FactKind.Super)
                {
                    return SuperMember(node.Text!, frame);
                }

                var target = Evaluate(node[0], scope, frame);
                return target.IsNothing && (node.Has(FactFlags.Optional) || target.Taint is not null)
                    ? ConstantValue.Undefined.With(target.Taint, partial: false)
                    : GetMember(target, node.Text!);
            case FactKind.Index:
                return GetIndex(Evaluate(node[0], scope, frame), Evaluate(node[1], scope, frame));
            case FactKind.Call:
                return EvaluateCall(node, scope, frame);
            case FactKind.New:
                return CallWith(Evaluate(node[0], scope, frame), node, ConstantValue.Undefined, node[0].Text ?? "", scope, frame);
            case FactKind.Function:
                return Function(node, scope, frame);
            case FactKind.Class:
                return EvaluateClass(node, scope, frame);
            case FactKind.Unary:
                return Unary(node, scope, frame);
            case FactKind.Binary:
                return Binary(node, scope, frame);
            case FactKind.Conditional:
                return Conditional(node, scope, frame);
            case FactKind.Assign:
                return EvaluateAssign(node, scope, frame);
            case FactKind.Await:
                return Evaluate(node[0], scope, frame);
            case FactKind.Yield:
                var yielded = EvaluateOr(node[0], scope, frame);
                if (frame.Yielded is not { } list)
                {
                    return yielded;
                }

                Add(list, yielded);
                return UnknownValue.Plain;
            case FactKind.Sequence:
                Value last = ConstantValue.Undefined;
                foreach (var part in node.Children)
                {
                    last = Evaluate(part, scope, frame);
                }

                return last;
            case FactKind.ImportCall:
                return Evaluate(node[0], scope, frame) is ConstantValue { Text: { } module } ? Host.Import(this, scope.Module, module) : UnknownValue.Plain;
            case FactKind.Opaque:
                foreach (var part in node.Children)
                {
                    Later(Evaluate(part, scope, frame));
                }

                return UnknownValue.Plain;
            case FactKind.Block:
                Execute(node, scope, frame);
                return UnknownValue.Plain;
            default:
                return Host.Evaluate(this, node, scope, frame) ?? UnknownValue.Plain;
        }
    }

    private Value EvaluateOr(FactNode node, Scope scope, Frame frame) => node.IsAbsent ? ConstantValue.Undefined : Evaluate(node, scope, frame);

    private static Value Named(Value value, FactNode pattern)
    {
        if (value is ClassValue { Name: null } type && pattern.Kind == FactKind.Name)
        {
            type.Name = pattern.Text;
        }

        return value;
    }

    private static Value Number(string text)
    {
        var radix = text.Length > 2 && text[0] == '0' ? text[1] switch { 'x' or 'X' => 16, 'b' or 'B' => 2, 'o' or 'O' => 8, _ => 0 } : 0;
        if (radix != 0)
        {
            var number = 0.0;
            foreach (var digit in text.AsSpan(2).TrimEnd('n'))
            {
                number = (number * radix) + (char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : 0);
            }

            return ConstantValue.Of(number);
        }

        return double.TryParse(text.AsSpan().TrimEnd('n'), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? ConstantValue.Of(value) : UnknownValue.Plain;
    }

    private Value Template(FactNode node, Scope scope, Frame frame)
    {
        var parts = new List<Value>();
        foreach (var part in node.Children)
        {
            parts.Add(Evaluate(part, scope, frame));
        }

        var joined = Join(parts);
        if (_trace is not null && joined is ConstantValue { Partial: true, Text: { } text })
        {
            for (var i = 0; i < parts.Count; i++)
            {
                if (parts[i].Primary is not ConstantValue { Partial: false })
                {
                    _trace.Hole(text, parts[i], scope.Module.Path, node[i].Line);
                }
            }
        }

        return joined;
    }

    /// <summary>Texts put together; what is not constant leaves a visible hole and makes the whole partial.</summary>
    public Value Join(IReadOnlyList<Value> parts)
    {
        var text = new StringBuilder();
        string? taint = null;
        var partial = false;
        foreach (var part in parts)
        {
            taint ??= part.Taint;
            if (part.Primary is ConstantValue constant)
            {
                text.Append(constant.ToString());
                partial |= constant.Partial;
            }
            else
            {
                text.Append(part.Primary is ListValue list && JoinedOrNull(list, ",") is { } joined ? joined : "{…}");
                partial = partial || part.Primary is not ListValue { IsOpen: false };
            }

            if (text.Length > EvaluationBudget.LongestText)
            {
                break;
            }
        }

        return budget.TryText(text.Length) ? ConstantValue.Of(text.ToString()).With(taint, partial) : UnknownValue.Plain;
    }

    /// <summary>The items of a list as one text; null where one of them is not constant.</summary>
    public static string? JoinedOrNull(ListValue list, string separator)
    {
        var parts = new List<string>(list.Items.Count);
        foreach (var item in list.Items)
        {
            if (item.Value.Primary is not ConstantValue constant)
            {
                return null;
            }

            parts.Add(constant.IsNothing ? "" : constant.ToString());
        }

        return list.IsOpen ? null : string.Join(separator, parts);
    }

    private ListValue Array(FactNode node, Scope scope, Frame frame)
    {
        var list = new ListValue { Depth = _conditions.Count, Node = node };
        foreach (var item in node.Children)
        {
            if (item.Kind != FactKind.Spread)
            {
                list.Items.Add(new Slot(Evaluate(item, scope, frame), null));
                continue;
            }

            var value = Evaluate(item[0], scope, frame);
            var items = ItemsOrNull(value);
            list.IsOpen |= items is null || value.Primary is ListValue { IsOpen: true };
            list.Items.AddRange((items ?? []).Take(EvaluationBudget.MostItems - list.Items.Count));
            list.IsOpen |= !budget.TryItems(items?.Count ?? 0);
        }

        return list;
    }

    private RecordValue Object(FactNode node, Scope scope, Frame frame)
    {
        var record = new RecordValue { Depth = _conditions.Count, Node = node, File = scope.Module.Path };
        var own = new Frame(record, null, frame.Depth);
        foreach (var member in node.Children)
        {
            if (member.Kind == FactKind.Spread)
            {
                Spread(record, Evaluate(member[0], scope, frame));
                continue;
            }

            var name = member.Text ?? (Evaluate(member[1], scope, frame).Primary as ConstantValue is { Partial: false } key ? key.ToString() : null);
            if (name is not null)
            {
                _trace?.Member(name, scope.Module.Path, member.Line);
            }

            if (name is null)
            {
                record.IsOpen = true;
                Later(Evaluate(member[0], scope, frame));
            }
            else if (member.Kind == FactKind.Method)
            {
                var function = new FunctionValue(member[0], scope) { This = member.Has(FactFlags.Getter) ? record : null };
                if (!member.Has(FactFlags.Setter))
                {
                    record.Set(name, member.Has(FactFlags.Getter) ? new GetterValue(function) : function);
                }
            }
            else
            {
                record.Set(name, Evaluate(member[0], scope, member[0].Kind == FactKind.Function && !member[0].Has(FactFlags.Arrow) ? own : frame));
            }
        }

        Host.Made(this, node, record, scope.Module);
        return record;
    }

    /// <summary>Copies the members of a value into a record; of a choice, each option's with its condition.</summary>
    public void Spread(RecordValue record, Value value)
    {
        foreach (var option in value is ChoiceValue choice ? choice.Options : [new Slot(value, null)])
        {
            switch (option.Value)
            {
                case RecordValue source:
                    record.IsOpen |= !budget.TryItems(source.Keys.Count);
                    foreach (var key in source.Keys)
                    {
                        source.TryGet(key, out var slot);
                        if (option.Condition is null || !record.TryGet(key, out _))
                        {
                            record.Set(key, slot.Value is GetterValue ? GetMember(source, key) : slot.Value, Scope.Join(option.Condition, slot.Condition));
                        }
                    }

                    record.IsOpen |= source.IsOpen;
                    record.Tag ??= source.Tag as IInheritedTag;
                    break;
                case ListValue list:
                    for (var i = 0; i < list.Items.Count; i++)
                    {
                        record.Set(i.ToString(CultureInfo.InvariantCulture), list.Items[i].Value);
                    }

                    break;
                case ConstantValue:
                    break;
                default:
                    record.IsOpen = true;
                    break;
            }
        }
    }

    private Value Function(FactNode node, Scope scope, Frame frame)
    {
        Value value = new FunctionValue(node, scope) { This = node.Has(FactFlags.Arrow) ? frame.This : null, Home = node.Has(FactFlags.Arrow) ? frame.Home : null };
        Host.Made(this, node, value, scope.Module);
        foreach (var decorator in node[3].Children.Reverse())
        {
            // A method that decorates needs its object, as in any call of it.
            var self = decorator.Kind == FactKind.Member && decorator[0].Kind != FactKind.Super ? Evaluate(decorator[0], scope, frame) : ConstantValue.Undefined;
            var wrapper = self is ConstantValue { IsUndefined: true } ? Evaluate(decorator, scope, frame) : GetMember(self, decorator.Text!);
            var call = new CallSite { Node = decorator, File = scope.Module.Path, This = self, Arguments = [value] };
            value = Host.Intercept(this, wrapper, call) ?? Invoke(wrapper, call);
        }

        return value;
    }

    private Value Conditional(FactNode node, Scope scope, Frame frame)
    {
        var test = Evaluate(node[0], scope, frame);
        var text = node.Text ?? "a condition";
        if (test.Truth is { } known && test.Taint is null)
        {
            return Evaluate(known ? node[1] : node[2], scope, frame);
        }

        var then = Uncertain(true, () => Under(test.Truth == true ? null : text, () => Evaluate(node[1], scope, frame)));
        var other = Uncertain(true, () => Under(test.Truth == false ? null : Not(text), () => Evaluate(node[2], scope, frame)));
        return test.Truth == false || (test.Truth is null && then.IsNothing)
            ? Known(ChoiceValue.Of(new Slot(other, test.Truth is null ? Not(text) : null), new Slot(then, text)), test, other)
            : Known(ChoiceValue.Of(new Slot(then, test.Truth is null ? text : null), new Slot(other, Not(text))), test, then);
    }

    /// <summary>Of two plain constants the one of a start with nothing set is enough; it says what it depends on.</summary>
    private static Value Known(Value choice, Value test, Value usual) =>
        test.Truth is not null && choice is ChoiceValue { Options: [{ Value: ConstantValue }, { Value: ConstantValue }] } ? Taint(usual, test.Taint) : choice;
}
