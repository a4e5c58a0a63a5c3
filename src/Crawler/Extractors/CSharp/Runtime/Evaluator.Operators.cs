using System.Text;
using Catalog.Crawler.Extractors.CSharp.Symbols;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.CSharp.Runtime;

internal sealed partial class Evaluator
{
    /// <summary>Parts as one text; what is not constant is a visible hole.</summary>
    private Value Join(IEnumerable<Value> parts, string separator = "")
    {
        var text = new StringBuilder();
        var isPartial = false;
        string? taint = null;
        var count = 0;
        foreach (var part in parts)
        {
            text.Append(count++ > 0 ? separator : "");
            isPartial |= part.Primary is not ConstantValue || part.Primary.Partial;
            taint ??= part.Taint;
            text.Append(part.Primary is ConstantValue constant ? constant.IsNothing ? "" : constant.ToString() : "{…}");
            if (!budget.TryText(text.Length))
            {
                return UnknownValue.Plain;
            }
        }

        return ConstantValue.Of(text.ToString()).With(taint, isPartial);
    }

    private Value Unary(FactNode node, Place place)
    {
        if (node.Text == "typeof")
        {
            return Type(node[0], place);
        }

        var operand = Evaluate(node[0], place);
        return (node.Text, operand.Primary) switch
        {
            ("!", { Truth: { } truth }) => ConstantValue.Of(!truth).With(operand.Taint, partial: false),
            ("-", ConstantValue { Content: double number }) => ConstantValue.Of(-number),
            ("+", ConstantValue { Content: double } same) => same,
            _ => UnknownValue.Tainted(operand.Taint),
        };
    }

    private Value Binary(FactNode node, Place place)
    {
        var value = Evaluate(node[0], place);
        foreach (var operand in node.Children.Skip(1))
        {
            value = Apply(node.Text ?? "", value, operand, place);
        }

        return value;
    }

    private Value Apply(string operation, Value left, FactNode operand, Place place)
    {
        if (operation is "??" && left.Primary is ConstantValue known && left.Taint is null)
        {
            return known.IsNothing ? Evaluate(operand, place) : left;
        }

        var right = Evaluate(operand, place);
        var taint = left.Taint ?? right.Taint;
        switch (operation)
        {
            case "??":
                return left.Primary is ConstantValue { IsNothing: true } ? right is ConstantValue constant ? constant.With(taint, partial: false) : right : left;
            case "+" when left.Primary is ConstantValue { Content: double a } && right.Primary is ConstantValue { Content: double b }:
                return ConstantValue.Of(a + b);
            case "+" when left.Primary is ConstantValue { Text: not null } || right.Primary is ConstantValue { Text: not null }:
                return Join([left, right]);
            case "-" or "*" or "/" when left.Primary is ConstantValue { Content: double a } && right.Primary is ConstantValue { Content: double b }:
                return operation == "/" && b == 0 ? UnknownValue.Plain : ConstantValue.Of(operation switch { "-" => a - b, "*" => a * b, _ => a / b });
            case "==" or "!=" when left.Primary is ConstantValue a && right.Primary is ConstantValue b:
                return ConstantValue.Of(Equals(a.Content, b.Content) == (operation == "==")).With(taint, partial: false);
            case ">" or "<" or ">=" or "<=" when left.Primary is ConstantValue { Content: double a } && right.Primary is ConstantValue { Content: double b }:
                return ConstantValue.Of(operation switch { ">" => a > b, "<" => a < b, ">=" => a >= b, _ => a <= b }).With(taint, partial: false);
            case "&&" when left.Truth is false || right.Truth is false:
                return ConstantValue.False.With(taint, partial: false);
            case "||" when left.Truth is true || right.Truth is true:
                return ConstantValue.True.With(taint, partial: false);
            case "&&" or "||" when left.Truth is not null && right.Truth is { } truth:
                return ConstantValue.Of(truth).With(taint, partial: false);
            default:
                return UnknownValue.Tainted(taint);
        }
    }

    private Value Conditional(FactNode node, Place place)
    {
        var test = Evaluate(node[0], place);
        if (test.Truth is { } truth)
        {
            var value = Evaluate(node[truth ? 1 : 2], place);
            return test.Taint is not null && value is ConstantValue constant ? constant.With(test.Taint, partial: false) : value;
        }

        var first = Evaluate(node[1], place);
        var second = Evaluate(node[2], place);
        return first is ConstantValue a && second is ConstantValue b ? Equals(a.Content, b.Content) ? a : a.With(test.Taint, partial: true) : first is UnknownValue ? second : first;
    }

    private Value Assign(FactNode node, Place place)
    {
        var value = Evaluate(node[1], place);
        var target = node[0];
        if (node.Text == "+=")
        {
            value = Join([Evaluate(target, place), value]);
        }
        else if (node.Text == "??=" && Evaluate(target, place) is { IsNothing: false } held and not UnknownValue)
        {
            return held;
        }

        switch (target)
        {
            case { Kind: FactKind.ArrayPattern }:
                Destructure(target, value, place);
                break;
            case { Kind: FactKind.Name, Text: { } name }:
                if (!place.TrySet(name, value) && place.Self is RecordValue self)
                {
                    self.Set(name, value);
                }

                reader?.Assigned(this, name, value);
                break;
            case { Kind: FactKind.Member, Text: { } name }:
                if (Evaluate(target[0], place).Primary is RecordValue record)
                {
                    record.Set(name, value, Condition);
                }

                reader?.Assigned(this, name, value);
                break;
            case { Kind: FactKind.Index } when Evaluate(target[0], place).Primary is RecordValue keyed:
                if (TextOrNull(target[1], place) is { } key)
                {
                    keyed.Set(key, value, Condition);
                }
                else
                {
                    keyed.IsOpen = true;
                }

                break;
            default:
                break;
        }

        return value;
    }
}
