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

        _nesting++;
        var completion = ExecuteAtDepth(node, scope, frame);
        _nesting--;
        return completion;
    }

    private Completion ExecuteAtDepth(FactNode node, Scope scope, Frame frame)
    {
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
                        Declare(declarator[0], value, target, scope, frame);
                    }
                    else if (declarator[0].Text is { } later && !target.Has(later))
                    {
                        // What is written later, from within a function too, is written here.
                        target.Declare(later, new Binding(value, _conditions.Count));
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

        var isEmptyAtStart = items is [] && source is ListValue { Taint: not null };
        if (isOpen || isEmptyAtStart || source is ChoiceValue)
        {
            var depth = _conditions.Count;
            if (isEmptyAtStart)
            {
                _conditions.Add(source.Taint!);
            }
            else if (source is ChoiceValue choice)
            {
                // Of several possible sources only an unknown one may hold more than what was gone through.
                if (!choice.Options.Any(static o => o.Value is UnknownValue))
                {
                    return Ended();
                }

                _conditions.Add(choice.Options.First(static o => o.Value is UnknownValue).Condition ?? choice.Taint ?? "a value given at run time");
            }

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
            Declare(pattern, value, inner, inner, frame);
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

        // A loop without a test is left from within: once that may have happened, further rounds say nothing new. One that only goes on until something changes may be such a loop too.
        var isEndless = test.Kind is FactKind.Absent or FactKind.True;
        var mayHaveEnded = 0;
        var depth = _conditions.Count;
        for (var round = 0; round < (isEndless ? EvaluationBudget.MostEndlessRounds : EvaluationBudget.MostRounds); round++)
        {
            var truth = test.IsAbsent ? null : Evaluate(test, inner, frame).Truth;
            if (truth == false)
            {
                return Ended();
            }

            var undecided = _undecided;
            var completion = Execute(body, inner, frame);
            mayHaveEnded += _conditions.Count > depth || (_undecided > undecided && node.Kind == FactKind.While) ? 1 : 0;
            _conditions.RemoveRange(depth, _conditions.Count - depth);
            if (mayHaveEnded > (isEndless ? 1 : node.Kind == FactKind.While ? EvaluationBudget.MostEndlessRounds : int.MaxValue))
            {
                return Completion.Normal;
            }

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
}
