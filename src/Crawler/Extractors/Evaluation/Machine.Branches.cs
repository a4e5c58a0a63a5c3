using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Evaluation;

/// <content>Branches.</content>
internal sealed partial class Machine
{
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

        if ((truth ?? AtStart(test)) is { } atStart)
        {
            return IfAtStart(atStart ? node[1] : node[2], atStart ? node[2] : node[1], atStart ? Not(text) : text, scope, frame);
        }

        var constant = MatchedConstant(node[0], scope, frame);
        if (constant is not null)
        {
            Host.Matched(this, constant, entered: true);
        }

        _undecided++;
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

    /// <summary>Whether a value that was changed under a condition holds before that; null where that is not known either.</summary>
    private static bool? AtStart(Value test) =>
        test is ChoiceValue choice && choice.Options.Count(static o => o.Condition is null) == 1 ? choice.Options.First(static o => o.Condition is null).Value.Truth : null;

    /// <summary>How many branches were both taken because nothing said which.</summary>
    private long _undecided;

    /// <summary>The condition under which the branch that runs now would not have been taken: it runs because nothing is set. Null outside of such branches.</summary>
    public string? Otherwise { get; private set; }

    /// <summary>A start with nothing set takes the first branch. If it fails there, such a start cannot be meant, and the other branch is the program.</summary>
    private Completion IfAtStart(FactNode taken, FactNode other, string condition, Scope scope, Frame frame)
    {
        var depth = _conditions.Count;
        var before = Otherwise;
        Otherwise = condition;
        var completion = Execute(taken, scope, frame);
        Otherwise = before;
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
            if (side.Kind is FactKind.String or FactKind.Name or FactKind.Member or FactKind.Constant && Evaluate(side, scope, frame) is ConstantValue { Text: { } text })
            {
                return text;
            }
        }

        return null;
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
            : SwitchOnUnknown(node, PlainOrNull(subject), inner, frame);
    }

    /// <summary>What a start with nothing set switches on; null where that is not known.</summary>
    private static ConstantValue? PlainOrNull(Value subject) =>
        subject is ChoiceValue { Options: [{ Condition: null, Value: ConstantValue { IsNothing: false, Partial: false } usual }, ..] } ? usual
        : subject as ConstantValue is { IsNothing: false, Partial: false, Taint: not null } given ? given : null;

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

    private Completion SwitchOnUnknown(FactNode node, ConstantValue? plain, Scope scope, Frame frame)
    {
        var returns = 0;
        var cases = 0;
        var hasDefault = false;
        var tests = new List<ConstantValue>();
        foreach (var part in node.Children.Where(static c => c.Kind == FactKind.Case))
        {
            if (!part[0].IsAbsent && Evaluate(part[0], scope, frame).Primary is ConstantValue test)
            {
                tests.Add(test);
            }

            hasDefault |= part[0].IsAbsent;
            cases++;
            if (part[1].Children.Length == 0)
            {
                // It goes on with what the next one does.
                returns++;
                continue;
            }

            var completion = ExecuteArm(part, tests, plain, scope, frame);
            returns += completion is Completion.Return or Completion.Throw ? 1 : 0;
            tests.Clear();
        }

        return hasDefault && returns == cases ? Completion.Return : Completion.Normal;
    }

    /// <summary>Runs what is done for some constants, under that condition unless a start with nothing set is among them.</summary>
    private Completion ExecuteArm(FactNode part, List<ConstantValue> tests, ConstantValue? plain, Scope scope, Frame frame)
    {
        var texts = tests.Select(static t => t.Text).OfType<string>().ToList();
        texts.ForEach(t => Host.Matched(this, t, entered: true));
        var depth = _conditions.Count;
        if (plain is null || !tests.Exists(t => Host.Binary("===", plain, t).Truth == true))
        {
            _conditions.Add(tests.Count == 0 ? "no other case" : $"case {string.Join(", ", tests)}");
        }

        var completion = ExecuteAll(part[1].Children, scope, frame);
        _conditions.RemoveRange(depth, _conditions.Count - depth);
        texts.ForEach(t => Host.Matched(this, t, entered: false));
        return completion;
    }
}
