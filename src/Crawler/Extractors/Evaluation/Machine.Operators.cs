using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Evaluation;

/// <content>Operators.</content>
internal sealed partial class Machine
{
    private Value EvaluateAssign(FactNode node, Scope scope, Frame frame)
    {
        if (node.Text == "=")
        {
            var value = Named(Evaluate(node[1], scope, frame), node[0]);
            Assign(node[0], value, scope, frame);
            return value;
        }

        var before = Evaluate(node[0], scope, frame);
        if (node.Text is "++" or "--")
        {
            Assign(node[0], Host.Binary(node.Text[..1], before.Primary, ConstantValue.Of(1)), scope, frame);
            return before;
        }

        var operation = node.Text![..^1];
        if (operation is "??" or "||" or "&&")
        {
            var keep = operation == "??" ? !before.IsNothing : operation == "||" ? before.Truth == true : before.Truth == false;
            if (!keep || before is UnknownValue)
            {
                Assign(node[0], Evaluate(node[1], scope, frame), scope, frame);
            }

            return before;
        }

        var result = operation == "+" ? Plus(before, Evaluate(node[1], scope, frame)) : Accounted(Host.Binary(operation, before.Primary, Evaluate(node[1], scope, frame).Primary));
        Assign(node[0], result, scope, frame);
        return result;
    }

    private Value Unary(FactNode node, Scope scope, Frame frame)
    {
        var operand = Evaluate(node[0], scope, frame);
        return node.Text switch
        {
            "!" or "not" => operand.Truth is { } truth ? ConstantValue.Of(!truth).With(operand.Taint, partial: false) : UnknownValue.Tainted(operand.Taint),
            "-" => operand.Primary is ConstantValue { Content: double number } ? ConstantValue.Of(-number).With(operand.Taint, partial: false) : UnknownValue.Plain,
            "void" => ConstantValue.Undefined,
            _ => Host.Evaluate(this, node, scope, frame) ?? UnknownValue.Plain,
        };
    }

    /// <summary>What may not run at all cannot end the program: <c>key || process.exit(1)</c>.</summary>
    private T Uncertain<T>(bool isUncertain, Func<T> work)
    {
        var before = _aborted;
        var result = work();
        _aborted = isUncertain ? before : _aborted;
        return result;
    }

    private static string FactExcerpt(Value value) => value is UnknownValue { Path.Length: > 0 } unknown ? unknown.Path : "a condition that is not known here";

    private Value Plus(Value left, Value right)
    {
        var (a, b) = (left.Primary, right.Primary);
        return a is ConstantValue { Content: double x } && b is ConstantValue { Content: double y }
            ? ConstantValue.Of(x + y).With(a.Taint ?? b.Taint, a.Partial || b.Partial)
            : a is ConstantValue { Text: not null } || b is ConstantValue { Text: not null }
                ? Join([left, right])
                : Accounted(Host.Binary("+", left, right));
    }

    private Value Binary(FactNode node, Scope scope, Frame frame)
    {
        var left = Evaluate(node[0], scope, frame);
        for (var i = 1; i < node.Children.Length; i++)
        {
            left = Binary(node.Text!, left, node.Children[i], scope, frame);
        }

        return left;
    }

    private Value Binary(string operation, Value left, FactNode rightNode, Scope scope, Frame frame)
    {
        switch (operation)
        {
            case "+":
                return Plus(left, Evaluate(rightNode, scope, frame));
            case "||" or "or" or "??":
                var isMissing = operation == "??" ? left is UnknownValue ? null : (bool?)left.IsNothing : left.Truth is { } t ? !t : null;
                if (isMissing == false && left.Taint is null)
                {
                    return left;
                }

                var right = Uncertain(left.Taint is not null || isMissing is null, () => Evaluate(rightNode, scope, frame));
                return isMissing switch
                {
                    true => Taint(right, left.Taint),
                    false => left,
                    _ when right is ConstantValue constant => constant.With(left.Taint ?? "a value given at the start", partial: left.Taint is null),
                    _ => ChoiceValue.Of(new Slot(right, null), new Slot(left, left.Taint)),
                };
            case "&&" or "and":
                if (left is ChoiceValue several && AtStart(left) == false)
                {
                    // Nothing at a start with nothing set: what follows is for other starts.
                    left = Taint(several.Options.First(static o => o.Condition is null).Value, left.Taint ?? "a value given at the start");
                }

                if (left.Truth == false && left.Taint is null)
                {
                    return left;
                }

                var condition = left.Truth == true ? null : left.Taint ?? FactExcerpt(left);
                var then = Uncertain(left.Taint is not null || left.Truth is null, () => Under(condition, () => Evaluate(rightNode, scope, frame)));
                return left.Truth switch
                {
                    true => left.Taint is null ? then : Taint(then, left.Taint),
                    false => then.Truth == false || then is ConstantValue or UnknownValue ? left : ChoiceValue.Of(new Slot(left, null), new Slot(then, left.Taint)),
                    _ => then.Truth == false ? then : then is ConstantValue or UnknownValue ? UnknownValue.Tainted(left.Taint ?? then.Taint) : ChoiceValue.Of(new Slot(then, condition)),
                };
            default:
                return Accounted(Host.Binary(operation, left, Evaluate(rightNode, scope, frame)));
        }
    }
}
