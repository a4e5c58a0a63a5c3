using System.Runtime.CompilerServices;
using Catalog.Crawler.Extractors.Explaining;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Evaluation;

/// <summary>
/// Evaluates facts as far as they are constant. It runs code of strangers in the sense of a calculator only: nothing is executed, no file or address is touched, and
/// every step draws on a budget. Where a condition is not known both branches are taken, and what they add carries the condition; where it is known only for a start
/// with nothing set, the branch of such a start is taken as it is and the other one with its condition.
/// </summary>
/// <param name="host">What the language means by names and calls from outside.</param>
/// <param name="budget">What it may cost.</param>
internal sealed partial class Machine(ILanguageHost host, EvaluationBudget budget)
{
    /// <summary>How often one function's text is remembered with other surroundings: a callback that makes itself anew would never end.</summary>
    private const int MostOfOne = 40;

    private static readonly System.Buffers.SearchValues<char> Operators = System.Buffers.SearchValues.Create(" &|=<>?");
    private readonly List<string> _conditions = [];
    private readonly Queue<(Value Function, string? Condition, IReadOnlyList<Value> Arguments)> _later = [];
    private readonly Stack<(Value Function, string? Condition, IReadOnlyList<Value> Arguments)> _soon = [];
    private readonly HashSet<(FactNode Node, Scope Scope)> _seen = [];
    private readonly Dictionary<FactNode, int> _remembered = [];
    private readonly ExtractionTrace? _trace = ExtractionTrace.Current;
    private bool _aborted;
    private int _nesting;

    public ILanguageHost Host { get; } = host;

    /// <summary>True where something was left out because it would have cost too much.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The file whose code runs.</summary>
    public EvaluatedModule? Current { get; private set; }

    /// <summary>The conditions under which the code runs now; null where it always does.</summary>
    public string? Condition => ConditionBeyond(0);

    /// <summary>How many conditions hold now.</summary>
    public int Depth => _conditions.Count;

    /// <summary>Functions that were called so far.</summary>
    public IReadOnlySet<FactNode> Called => _called;

    /// <summary>See <see cref="EvaluationBudget.Limit"/>: what follows is less likely to define anything than what ran.</summary>
    public void Limit(long steps) => budget.Limit(steps);

    /// <summary>The code ends here, as by <c>process.exit</c>.</summary>
    public void Abort() => _aborted = true;

    /// <summary>Evaluates a file's statements, once.</summary>
    public void Run(EvaluatedModule module)
    {
        if (module.HasStarted)
        {
            return;
        }

        module.HasStarted = true;
        Apart(module, () => RunStatements(module));
        module.IsDone = true;
    }

    /// <summary>Runs something of a file as if nothing else ran: no condition of the code around holds in it.</summary>
    public T Apart<T>(EvaluatedModule module, Func<T> work)
    {
        var before = Current;
        var conditions = _conditions.ToArray();
        _conditions.Clear();
        Current = module;
        var result = work();
        _conditions.Clear();
        _conditions.AddRange(conditions);
        Current = before;
        return result;
    }

    private bool RunStatements(EvaluatedModule module)
    {
        var frame = new Frame(ConstantValue.Undefined, null, 0);
        Hoist(module.Facts.Root, module.Scope);
        foreach (var statement in module.Facts.Root.Children)
        {
            if (statement.Kind == FactKind.Import)
            {
                Host.Import(this, module, statement.Text!);
            }
        }

        foreach (var statement in module.Facts.Root.Children)
        {
            // A file that fails half-way in truth would not serve; going on finds what a start with everything set would offer.
            Execute(statement, module.Scope, frame);
            _aborted = false;
        }

        return true;
    }

    /// <summary>Remembers a function that something outside may call with these arguments and others, for <see cref="RunLater"/>.</summary>
    public void Later(Value value, IReadOnlyList<Value> arguments) => Later(value, 0, arguments, isSoon: false);

    /// <summary>Remembers a function that something outside may call, for <see cref="RunLater"/>.</summary>
    public void Later(Value value) => Later(value, 0, [], isSoon: false);

    /// <summary>
    /// Remembers a function that a start of the program calls, with these arguments and others: <see cref="RunLater"/> takes it before all others, and the last one first, for what the program
    /// itself sets comes after what its libraries have set.
    /// </summary>
    public void Soon(Value value, params IReadOnlyList<Value> arguments) => Later(value, 0, arguments, isSoon: true);

    private void Later(Value value, int depth, IReadOnlyList<Value> arguments, bool isSoon)
    {
        switch (value)
        {
            case FunctionValue function when _remembered.GetValueOrDefault(function.Node) < MostOfOne && _seen.Add((function.Node, function.Scope)):
                _remembered[function.Node] = _remembered.GetValueOrDefault(function.Node) + 1;
                if (isSoon)
                {
                    _soon.Push((function, Condition, arguments));
                }
                else
                {
                    _later.Enqueue((function, Condition, arguments));
                }

                break;
            case RecordValue { Class: null } record when depth < 3:
                foreach (var key in record.Keys.Take(200).ToList())
                {
                    Later(record.FindOrNull(key)!, depth + 1, [], isSoon);
                }

                break;
            case ListValue list when depth < 3:
                foreach (var item in list.Items.Take(200).ToList())
                {
                    Later(item.Value, depth + 1, [], isSoon);
                }

                break;
            case ChoiceValue choice:
                foreach (var option in choice.Options)
                {
                    Later(option.Value, depth + 1, [], isSoon);
                }

                break;
            default:
                break;
        }
    }

    /// <summary>
    /// Calls the functions that were remembered, with unknown arguments, until none is left; where registrations were seen, until the next functions have cost
    /// <see cref="EvaluationBudget.MostBarrenSteps"/> and none of them has led to another one. A bundle remembers thousands, nearly all of them of its libraries.
    /// </summary>
    public void RunLater()
    {
        var (seen, since) = (Host.Registered, budget.Spent);
        while (_soon.TryPop(out var next) || _later.TryDequeue(out next))
        {
            if (Host.Registered != seen)
            {
                (seen, since) = (Host.Registered, budget.Spent);
            }

            if (seen > 0 && budget.Spent - since > EvaluationBudget.MostBarrenSteps)
            {
                _soon.Clear();
                _later.Clear();
                return;
            }

            var depth = _conditions.Count;
            if (next.Condition is not null)
            {
                _conditions.Add(next.Condition);
            }

            CallWithUnknowns(next.Function, next.Arguments);
            _conditions.RemoveRange(depth, _conditions.Count - depth);
        }
    }

    /// <summary>Calls a function without knowing its arguments, or those after the first ones.</summary>
    public Value CallWithUnknowns(Value function, params IReadOnlyList<Value> first)
    {
        var result = Invoke(function, new CallSite { Node = FactNode.Absent, File = Current?.Path ?? "", This = ConstantValue.Undefined, Arguments = first, IsOpen = true });

        // One caller from outside may end the program; the next one comes at another time.
        _aborted = false;
        return result;
    }

    /// <summary>Runs something under one more condition; null adds none.</summary>
    public T Under<T>(string? condition, Func<T> work)
    {
        var depth = _conditions.Count;
        if (condition is not null)
        {
            _conditions.Add(condition);
        }

        var result = work();
        _conditions.RemoveRange(depth, _conditions.Count - depth);
        return result;
    }

    /// <summary>The conditions that came after the first ones; null where none did.</summary>
    public string? ConditionBeyond(int depth)
    {
        string? all = null;
        for (var i = depth; i < _conditions.Count; i++)
        {
            all = Scope.Join(all, _conditions[i]);
            if (all!.Length > 400)
            {
                return all[..400];
            }
        }

        return all;
    }

    /// <summary>What a value gives when it is gone through; null where that is not known. Of several lists, all of them.</summary>
    public IReadOnlyList<Slot>? ItemsOrNull(Value value)
    {
        switch (value)
        {
            case ListValue list:
                return budget.TryItems(list.Items.Count) ? [.. list.Items] : null;
            case ChoiceValue choice:
                var all = new List<Slot>();
                foreach (var option in choice.Options)
                {
                    if (ItemsOrNull(option.Value) is { } items)
                    {
                        all.AddRange(items.Select(i => new Slot(i.Value, Scope.Join(option.Condition, i.Condition))));
                    }
                }

                return all.Count > 0 ? all : null;
            case RecordValue { Tag: ListValue entries }:
                return [.. entries.Items];
            case ClassValue { Members: { } members }:
                return [.. members.Items];
            case ConstantValue { Text: { Length: < 2000 } text }:
                return [.. text.Select(static c => new Slot(ConstantValue.Of(c.ToString()), null))];
            case ConstantValue { IsNothing: true }:
                return [];
            default:
                return null;
        }
    }

    /// <summary>What something built in has made: its size is accounted for, and what is too large is not known.</summary>
    private Value Accounted(Value made) => made switch
    {
        ConstantValue { Text: { Length: > 64 } text } => budget.TryText(text.Length) ? made : UnknownValue.Plain,
        ListValue list => list.Items.Count <= EvaluationBudget.MostItems && budget.TryItems(list.Items.Count) ? made : UnknownValue.Plain,
        RecordValue { Class: null } record => budget.TryItems(record.Keys.Count) ? made : UnknownValue.Plain,
        { Weight: > 0 and var weight } => budget.TryItems(weight) ? made : UnknownValue.Plain,
        _ => made,
    };

    private bool MayGoOn()
    {
        if (budget.Step() && _nesting < EvaluationBudget.DeepestNesting && RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return true;
        }

        IsCut = true;
        return false;
    }

    /// <summary>Adds to a list as the source does: what is added under a condition carries it.</summary>
    public void Add(ListValue list, Value value, string? condition = null)
    {
        if (list.Items.Count < EvaluationBudget.MostItems)
        {
            list.Items.Add(new Slot(value, Scope.Join(ConditionBeyond(list.Depth), condition)));
        }
        else
        {
            list.IsOpen = true;
        }
    }

    /// <summary>Sets a member as the source does: a condition keeps what was there before as the likelier value.</summary>
    public void SetMember(Value target, string name, Value value)
    {
        switch (target.Primary)
        {
            case RecordValue record:
                var condition = ConditionBeyond(record.Depth);
                if (condition is not null && record.TryGet(name, out var old) && !old.Value.IsNothing && old.Value is not UnknownValue)
                {
                    record.Set(name, ChoiceValue.Of(old with { Condition = null }, new Slot(value, condition)), old.Condition);
                }
                else if (record.Keys.Count < EvaluationBudget.MostItems)
                {
                    record.Set(name, value, condition);
                }

                break;
            case ClassValue type:
                type.Statics.Set(name, value);
                break;
            case FunctionValue function:
                function.Members.Set(name, value);
                break;
            case ListValue list when int.TryParse(name, out var index) && index >= 0 && index <= list.Items.Count && index < EvaluationBudget.MostItems:
                if (index == list.Items.Count)
                {
                    Add(list, value);
                }
                else
                {
                    list.Items[index] = new Slot(value, list.Items[index].Condition);
                }

                break;
            case UnknownValue:
                Later(value);
                break;
            default:
                break;
        }
    }

    /// <summary>What a name is worth here: under the condition of the last write, what was written.</summary>
    private Value Read(Binding binding) =>
        binding.Latest is { Condition: { } condition } latest && ConditionBeyond(binding.Depth) is { } now
        && (now == condition || (now.StartsWith(condition, StringComparison.Ordinal) && now.AsSpan(condition.Length).StartsWith(" and ")))
            ? latest.Value
            : binding.Value;

    private void Write(Binding binding, Value value)
    {
        var condition = ConditionBeyond(binding.Depth);
        binding.Latest = condition is null ? null : new Slot(value, condition);
        binding.Value = condition is null || binding.Value.IsNothing || binding.Value is UnknownValue
            ? value
            : ChoiceValue.Of(new Slot(binding.Value, null), new Slot(value, condition));
    }

    private static string Not(string condition) =>
        condition.Length > 1 && condition[0] == '!' && condition.AsSpan(1).IndexOfAny(Operators) < 0 ? condition[1..] : $"!({condition})";
}
