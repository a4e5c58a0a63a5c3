using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Evaluation;

/// <content>Statements.</content>
internal sealed partial class Machine
{
    /// <summary>Evaluates one statement.</summary>
    public Completion Execute(FactNode node, Scope scope, Frame frame)
    {
        if (!MayGoOn())
        {
            return Completion.Throw;
        }

        switch (node.Kind)
        {
            case FactKind.Absent or FactKind.Import:
                return Completion.Normal;
            case FactKind.Block:
                var inner = new Scope(scope, scope.Module);
                Hoist(node, inner);
                return ExecuteAll(node.Children, inner, frame);
            case FactKind.Declare:
                foreach (var declarator in node.Children)
                {
                    var value = Named(EvaluateOr(declarator[1], scope, frame), declarator[0]);
                    var target = node.Text == "var" ? scope.Function : scope;
                    if (node.Text != "var" || !declarator[1].IsAbsent)
                    {
                        Bind(declarator[0], value, scope, frame, (name, part) => target.Declare(name, new Binding(part, _conditions.Count)));
                    }
                }

                return Ended();
            case FactKind.Function when node.Text is not null:
                return Completion.Normal;
            case FactKind.Class when node.Text is not null:
                scope.Declare(node.Text, new Binding(Evaluate(node, scope, frame), _conditions.Count));
                return Ended();
            case FactKind.Enum:
                DeclareEnum(node, scope, frame);
                return Completion.Normal;
            case FactKind.Namespace:
                DeclareNamespace(node, scope, frame);
                return Completion.Normal;
            case FactKind.Export:
                return Export(node, scope, frame);
            case FactKind.ExportNames:
                ExportNames(node, scope);
                return Completion.Normal;
            case FactKind.Return:
                frame.Returned.Add(new Slot(EvaluateOr(node[0], scope, frame), ConditionBeyond(frame.Depth)));
                return _aborted ? Ended() : Completion.Return;
            case FactKind.If:
                return If(node, scope, frame);
            case FactKind.ForEach:
                return ForEach(node, scope, frame);
            case FactKind.For or FactKind.While:
                return Loop(node, scope, frame);
            case FactKind.Try:
                return Try(node, scope, frame);
            case FactKind.Switch:
                return Switch(node, scope, frame);
            case FactKind.Throw:
                EvaluateOr(node[0], scope, frame);
                _aborted = false;
                return Completion.Throw;
            case FactKind.Break:
                return Completion.Break;
            case FactKind.Continue:
                return Completion.Continue;
            case FactKind.Label:
                return Execute(node[0], scope, frame) is Completion.Break or Completion.Normal ? Completion.Normal : Completion.Return;
            case FactKind.With:
                foreach (var item in node.Children.AsSpan(0, Math.Max(0, node.Children.Length - 1)))
                {
                    Evaluate(item, scope, frame);
                }

                return node.Children.Length > 0 ? Execute(node.Children[^1], scope, frame) : Completion.Normal;
            default:
                Evaluate(node, scope, frame);
                return Ended();
        }
    }

    private Completion Ended()
    {
        var ended = _aborted ? Completion.Throw : Completion.Normal;
        _aborted = false;
        return ended;
    }

    private Completion ExecuteAll(FactNode[] statements, Scope scope, Frame frame)
    {
        foreach (var statement in statements)
        {
            var completion = Execute(statement, scope, frame);
            if (completion != Completion.Normal)
            {
                return completion;
            }
        }

        return Completion.Normal;
    }

    /// <summary>Functions can be called before their line.</summary>
    private void Hoist(FactNode block, Scope scope)
    {
        foreach (var statement in block.Children)
        {
            var inner = statement.Kind == FactKind.Export ? statement[0] : statement;
            if (inner is { Kind: FactKind.Function, Text: { } name } && inner[3].IsAbsent)
            {
                var function = new FunctionValue(inner, scope);
                scope.Declare(name, new Binding(function, _conditions.Count));
                Host.Made(this, inner, function, scope.Module);
            }
            else if (statement.Kind == FactKind.Import)
            {
                foreach (var part in statement.Children)
                {
                    DeclareImport(statement.Text!, part, scope);
                }
            }
        }
    }

    private void DeclareImport(string specifier, FactNode part, Scope scope)
    {
        if (part[0].Text is { } local)
        {
            var outside = part.Text!;
            var module = scope.Module;
            scope.Declare(local, new Binding(() => outside == "*" ? Host.Import(this, module, specifier) : ImportedName(Host.Import(this, module, specifier), outside)));
        }
    }

    private Value ImportedName(Value exports, string name) => GetMember(exports, name);

    private Completion If(FactNode node, Scope scope, Frame frame)
    {
        var test = Evaluate(node[0], scope, frame);
        if (_aborted)
        {
            return Ended();
        }

        var text = node.Text ?? test.Taint ?? "a condition";
        var truth = test.Truth;
        if (truth is { } known && test.Taint is null)
        {
            return Execute(known ? node[1] : node[2], scope, frame);
        }

        if (truth is { } atStart)
        {
            return IfAtStart(atStart ? node[1] : node[2], atStart ? node[2] : node[1], atStart ? Not(text) : text, scope, frame);
        }

        var constant = MatchedConstant(node[0], scope, frame);
        if (constant is not null)
        {
            Host.Matched(this, constant, entered: true);
        }

        var depth = _conditions.Count;
        var then = Conditionally(node[1], text, scope, frame);
        if (constant is not null)
        {
            Host.Matched(this, constant, entered: false);
        }

        var other = Conditionally(node[2], Not(text), scope, frame);
        return (then, other) switch
        {
            (Completion.Normal, Completion.Normal) => Completion.Normal,
            (Completion.Throw, Completion.Throw) => Completion.Throw,
            (Completion.Throw, _) => other,
            (_, Completion.Throw) => then,
            (Completion.Normal, _) => GoOnUnder(depth, text),
            (_, Completion.Normal) => GoOnUnder(depth, Not(text)),
            _ => then,
        };
    }

    /// <summary>A start with nothing set takes the first branch. If it fails there, such a start cannot be meant, and the other branch is the program.</summary>
    private Completion IfAtStart(FactNode taken, FactNode other, string condition, Scope scope, Frame frame)
    {
        var depth = _conditions.Count;
        var completion = Execute(taken, scope, frame);
        if (completion == Completion.Throw)
        {
            return Execute(other, scope, frame);
        }

        var otherwise = Conditionally(other, condition, scope, frame);
        return completion == Completion.Normal
            ? Completion.Normal
            : otherwise is Completion.Normal ? GoOnUnder(depth, condition) : completion;
    }

    /// <summary>The rest of the function or round runs under a condition, because the other branch has left it.</summary>
    private Completion GoOnUnder(int depth, string condition)
    {
        _conditions.RemoveRange(depth, _conditions.Count - depth);
        _conditions.Add(condition);
        return Completion.Normal;
    }

    private Completion Conditionally(FactNode node, string condition, Scope scope, Frame frame)
    {
        if (node.IsAbsent)
        {
            return Completion.Normal;
        }

        var depth = _conditions.Count;
        _conditions.Add(condition);
        var completion = Execute(node, scope, frame);
        _conditions.RemoveRange(depth, _conditions.Count - depth);
        return completion;
    }

    /// <summary>The constant in <c>x === "constant"</c>; null for other tests.</summary>
    private string? MatchedConstant(FactNode test, Scope scope, Frame frame)
    {
        if (test is not { Kind: FactKind.Binary, Text: "===" or "==" } || test.Children.Length != 2)
        {
            return null;
        }

        foreach (var side in test.Children)
        {
            if (side.Kind is FactKind.String or FactKind.Name or FactKind.Member && Evaluate(side, scope, frame) is ConstantValue { Text: { } text })
            {
                return text;
            }
        }

        return null;
    }

    private Completion ForEach(FactNode node, Scope scope, Frame frame)
    {
        var source = Evaluate(node[1], scope, frame);
        var items = node.Has(FactFlags.Keys) && source.Primary is RecordValue record
            ? [.. record.Keys.Select(k => new Slot(ConstantValue.Of(k), record.TryGet(k, out var slot) ? slot.Condition : null))]
            : ItemsOrNull(source);
        var isOpen = items is null || source.Primary is ListValue { IsOpen: true };
        foreach (var item in items ?? [])
        {
            var depth = _conditions.Count;
            if (item.Condition is not null)
            {
                _conditions.Add(item.Condition);
            }

            var completion = Round(node[0], item.Value, node[2], scope, frame);
            var stays = _conditions.Count == depth + (item.Condition is null ? 0 : 1);
            _conditions.RemoveRange(depth, _conditions.Count - depth);
            if (completion is Completion.Return or Completion.Throw || (completion == Completion.Break && stays))
            {
                return completion == Completion.Break ? Completion.Normal : completion;
            }
        }

        if (isOpen)
        {
            var depth = _conditions.Count;
            Round(node[0], UnknownValue.Tainted(source.Taint), node[2], scope, frame);
            _conditions.RemoveRange(depth, _conditions.Count - depth);
        }

        return Ended();
    }

    private Completion Round(FactNode pattern, Value value, FactNode body, Scope scope, Frame frame)
    {
        var inner = new Scope(scope, scope.Module);
        if (pattern.Kind is FactKind.Member or FactKind.Index)
        {
            Assign(pattern, value, inner, frame);
        }
        else
        {
            Bind(pattern, value, inner, frame, (name, part) => inner.Declare(name, new Binding(part, _conditions.Count)));
        }

        return Execute(body, inner, frame);
    }

    private Completion Loop(FactNode node, Scope scope, Frame frame)
    {
        var inner = new Scope(scope, scope.Module);
        var (test, step, body) = node.Kind == FactKind.For ? (node[1], node[2], node[3]) : (node[0], FactNode.Absent, node[1]);
        if (node.Kind == FactKind.For)
        {
            Execute(node[0], inner, frame);
        }

        var depth = _conditions.Count;
        for (var round = 0; round < EvaluationBudget.MostRounds; round++)
        {
            var truth = test.IsAbsent ? null : Evaluate(test, inner, frame).Truth;
            if (truth == false)
            {
                return Ended();
            }

            var completion = Execute(body, inner, frame);
            _conditions.RemoveRange(depth, _conditions.Count - depth);
            if (completion is Completion.Return or Completion.Throw)
            {
                return truth is null ? Completion.Normal : completion;
            }

            if (completion == Completion.Break || truth is null || budget.IsSpent)
            {
                return Completion.Normal;
            }

            EvaluateOr(step, inner, frame);
        }

        return Completion.Normal;
    }

    private Completion Try(FactNode node, Scope scope, Frame frame)
    {
        var completion = Execute(node[0], scope, frame);
        if (completion == Completion.Throw)
        {
            var inner = new Scope(scope, scope.Module);
            Bind(node[1], UnknownValue.Plain, inner, frame, (name, part) => inner.Declare(name, new Binding(part, _conditions.Count)));
            completion = Execute(node[2], inner, frame);
        }

        var last = Execute(node[3], scope, frame);
        return last == Completion.Normal ? completion : last;
    }

    private Completion Switch(FactNode node, Scope scope, Frame frame)
    {
        var subject = Evaluate(node[0], scope, frame);
        var inner = new Scope(scope, scope.Module);
        foreach (var part in node.Children)
        {
            if (part.Kind == FactKind.Case)
            {
                Hoist(part[1], inner);
            }
        }

        return subject.Primary is ConstantValue constant && subject.Taint is null && subject is not ChoiceValue
            ? SwitchOn(constant, node, inner, frame)
            : SwitchOnUnknown(node, inner, frame);
    }

    private Completion SwitchOn(ConstantValue subject, FactNode node, Scope scope, Frame frame)
    {
        var cases = node.Children.Where(static c => c.Kind == FactKind.Case).ToList();
        var first = cases.FindIndex(c => !c[0].IsAbsent && Host.Binary("===", subject, Evaluate(c[0], scope, frame)).Truth != false);
        first = first < 0 ? cases.FindIndex(static c => c[0].IsAbsent) : first;
        for (var i = first; i >= 0 && i < cases.Count; i++)
        {
            var completion = ExecuteAll(cases[i][1].Children, scope, frame);
            if (completion != Completion.Normal)
            {
                return completion == Completion.Break ? Completion.Normal : completion;
            }
        }

        return Completion.Normal;
    }

    private Completion SwitchOnUnknown(FactNode node, Scope scope, Frame frame)
    {
        var returns = 0;
        var cases = 0;
        var hasDefault = false;
        foreach (var part in node.Children.Where(static c => c.Kind == FactKind.Case))
        {
            var test = part[0].IsAbsent ? null : Evaluate(part[0], scope, frame).Primary as ConstantValue;
            hasDefault |= part[0].IsAbsent;
            cases++;
            if (test?.Text is { } entered)
            {
                Host.Matched(this, entered, entered: true);
            }

            var depth = _conditions.Count;
            _conditions.Add(test is null ? "no other case" : $"case {test}");
            var completion = ExecuteAll(part[1].Children, scope, frame);
            returns += completion is Completion.Return or Completion.Throw ? 1 : 0;
            _conditions.RemoveRange(depth, _conditions.Count - depth);
            if (test?.Text is { } left)
            {
                Host.Matched(this, left, entered: false);
            }
        }

        return hasDefault && returns == cases ? Completion.Return : Completion.Normal;
    }
}
