using System.Runtime.InteropServices;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Evaluation;

/// <content>Calls, functions and classes.</content>
internal sealed partial class Machine
{
    /// <summary>A function called this often without a known argument has said all it can.</summary>
    private const int MostUnknownCalls = 4;

    /// <summary>How often a function inside of another is called without a known argument where it is not known whether it is called at all: a parser of a text that is not known would not end.</summary>
    private const int MostBlindCalls = 200;

    private const int MostNestedCallsOfOne = 6;

    /// <summary>The same for named functions inside of others that are given nothing and close over different things: the modules of a bundle start each other through one of them.</summary>
    private const int MostNestedStartsOfOne = 60;

    private readonly HashSet<FactNode> _called = [];
    private readonly Dictionary<FactNode, int> _unknownCalls = [];
    private readonly Dictionary<(FactNode Node, Scope Scope), int> _blindCalls = [];
    private readonly Dictionary<FactNode, int> _running = [];
    private readonly Dictionary<(FactNode Node, Scope Scope), (int Count, CallSite Innermost)> _runningHere = [];
    private static readonly IReadOnlyDictionary<string, Value> NoNames = System.Collections.Frozen.FrozenDictionary<string, Value>.Empty;
    private int _callDepth;

    /// <summary>Calls a value.</summary>
    public Value Invoke(Value callee, CallSite call)
    {
        switch (callee)
        {
            case FunctionValue function:
                return Call(function, call);
            case NativeValue native:
                return Accounted(native.Call(this, call));
            case ClassValue type:
                return Instantiate(type, call);
            case ChoiceValue choice:
                var results = choice.Options.Select(o => new Slot(Under(o.Condition, () => Invoke(o.Value, call)), o.Condition)).ToArray();
                return ChoiceValue.Of(results);
            default:
                return Host.CallUnknown(this, callee, call);
        }
    }

    /// <summary>Calls a function of the source with values, as a built-in function does for its callback.</summary>
    public Value Call(Value function, params IReadOnlyList<Value> arguments) =>
        Invoke(function, new CallSite { Node = FactNode.Absent, File = Current?.Path ?? "", This = ConstantValue.Undefined, Arguments = arguments });

    private Value EvaluateCall(FactNode node, Scope scope, Frame frame)
    {
        var calleeNode = node[0];
        Value self = ConstantValue.Undefined;
        Value callee;
        switch (calleeNode.Kind)
        {
            case FactKind.Super:
                return CallSuper(node, scope, frame);
            case FactKind.Member when calleeNode[0].Kind == FactKind.Super:
                self = frame.This;
                callee = SuperMember(calleeNode.Text!, frame);
                break;
            case FactKind.Member or FactKind.Index:
                self = Evaluate(calleeNode[0], scope, frame);
                if (self.IsNothing && (calleeNode.Has(FactFlags.Optional) || self.Taint is not null))
                {
                    return ConstantValue.Undefined.With(self.Taint, partial: false);
                }

                callee = calleeNode.Kind == FactKind.Member ? GetMember(self, calleeNode.Text!) : GetIndex(self, Evaluate(calleeNode[1], scope, frame));
                break;
            default:
                callee = Evaluate(calleeNode, scope, frame);
                break;
        }

        if (callee.IsNothing && node.Has(FactFlags.Optional))
        {
            return ConstantValue.Undefined;
        }

        var name = calleeNode.Kind is FactKind.Member or FactKind.Name ? calleeNode.Text! : "";
        return CallWith(callee, node, self, name, scope, frame);
    }

    private Value CallWith(Value callee, FactNode node, Value self, string name, Scope scope, Frame frame)
    {
        var (arguments, named, isOpen) = Arguments(node, scope, frame);
        if (_aborted)
        {
            return UnknownValue.Plain;
        }

        var call = new CallSite
        {
            Node = node,
            File = scope.Module.Path,
            This = self,
            Name = name,
            Arguments = arguments,
            Named = named,
            IsOpen = isOpen,
            IsNew = node.Kind == FactKind.New,
        };
        return Host.Intercept(this, callee, call) ?? Invoke(callee, call);
    }

    private (List<Value> Arguments, IReadOnlyDictionary<string, Value> Named, bool IsOpen) Arguments(FactNode node, Scope scope, Frame frame)
    {
        var arguments = new List<Value>(Math.Max(0, node.Children.Length - 1));
        Dictionary<string, Value>? named = null;
        var isOpen = false;
        foreach (var argument in node.Children.AsSpan(Math.Min(1, node.Children.Length)))
        {
            switch (argument.Kind)
            {
                case FactKind.Keyword:
                    (named ??= new Dictionary<string, Value>(StringComparer.Ordinal))[argument.Text!] = Evaluate(argument[0], scope, frame);
                    break;
                case FactKind.Spread:
                    isOpen |= Spread(argument, Evaluate(argument[0], scope, frame), arguments, named ??= new Dictionary<string, Value>(StringComparer.Ordinal));
                    break;
                default:
                    arguments.Add(Evaluate(argument, scope, frame));
                    break;
            }
        }

        return (arguments, named ?? NoNames, isOpen);
    }

    private bool Spread(FactNode spread, Value value, List<Value> arguments, Dictionary<string, Value> named)
    {
        if (spread.Text == "**")
        {
            foreach (var key in (value.Primary as RecordValue)?.Keys ?? [])
            {
                named[key] = GetMember(value, key);
            }

            return false;
        }

        var items = ItemsOrNull(value);
        arguments.AddRange((items ?? []).Take(EvaluationBudget.MostItems).Select(static i => i.Value));
        return items is null || value.Primary is ListValue { IsOpen: true };
    }

    private Value Call(FunctionValue function, CallSite call)
    {
        _called.Add(function.Node);
        if (!MayCall(function, call))
        {
            return UnknownValue.Plain;
        }

        CollectionsMarshal.GetValueRefOrAddDefault(_running, function.Node, out _)++;
        ref var here = ref CollectionsMarshal.GetValueRefOrAddDefault(_runningHere, (function.Node, function.Scope), out _);
        var around = here;
        here = (around.Count + 1, call);
        _callDepth++;
        var before = Current;
        Current = function.Scope.Module;
        var depth = _conditions.Count;
        var share = budget.BeginShare();
        _trace?.Enter(function, call);
        try
        {
            return Run(function, call);
        }
        finally
        {
            _trace?.Leave();
            budget.EndShare(share);
            _conditions.RemoveRange(depth, _conditions.Count - depth);
            Current = before;
            _callDepth--;
            CollectionsMarshal.GetValueRefOrAddDefault(_running, function.Node, out _)--;
            _runningHere[(function.Node, function.Scope)] = around;
        }
    }

    private bool MayCall(FunctionValue function, CallSite call)
    {
        if (_callDepth >= EvaluationBudget.DeepestCalls || _running.GetValueOrDefault(function.Node) >= (function is { Scope.Parent: not null, Node: { Text: not null } } && call.Arguments.Count == 0 ? MostNestedStartsOfOne : MostNestedCallsOfOne) || !MayGoOn())
        {
            return false;
        }

        if (call.Named.Count == 0 && call.This is UnknownValue or ConstantValue && call.Arguments.All(static a => a is UnknownValue) && function.Scope.Parent is null)
        {
            var times = _unknownCalls[function.Node] = _unknownCalls.GetValueOrDefault(function.Node) + 1;
            return times <= MostUnknownCalls || call.Arguments.Count == 0;
        }

        if (function.Scope.Parent is not null && _conditions.Count > 0 && call.Named.Count == 0 && call.Arguments.All(static a => a is UnknownValue)
            && ++CollectionsMarshal.GetValueRefOrAddDefault(_blindCalls, (function.Node, function.Scope), out _) > MostBlindCalls)
        {
            return false;
        }

        var (count, innermost) = _runningHere.GetValueOrDefault((function.Node, function.Scope));
        return count == 0 || (count < MostNestedCallsOfOne && !KnowsNoMore(call, innermost));
    }

    /// <summary>
    /// A function that calls itself with what it was called with, or with what is not known: the call inside would do what the one around it does. Going through an unknown tree so, with a call
    /// for each kind of child, would take as many calls as the number of kinds to the power of the depth.
    /// </summary>
    private static bool KnowsNoMore(CallSite call, CallSite around)
    {
        var isUnknown = false;
        for (var i = 0; i < call.Arguments.Count; i++)
        {
            var argument = call.Arguments[i];
            if (SaysNothing(argument))
            {
                isUnknown = true;
            }
            else if (i >= around.Arguments.Count || !Value.AreSame(argument, around.Arguments[i]))
            {
                return false;
            }
        }

        return isUnknown && call.Named.Count == 0 && (call.This is UnknownValue || Value.AreSame(call.This, around.This));
    }

    /// <summary>Not known, or what is left of a member of something not known; that nothing is there for certain is news, for it ends many a recursion.</summary>
    private static bool SaysNothing(Value value) => value switch
    {
        UnknownValue => true,
        ConstantValue { IsNothing: true, Taint: not null } => true,
        ChoiceValue choice => choice.Options.All(static o => o.Value is UnknownValue or ConstantValue { IsNothing: true }),
        _ => false,
    };

    private Value Run(FunctionValue function, CallSite call)
    {
        var node = function.Node;
        var scope = new Scope(function.Scope, function.Scope.Module, isFunction: true);
        var self = node.Has(FactFlags.Arrow) ? function.This ?? ConstantValue.Undefined : function.This ?? call.This;
        var frame = new Frame(self, function.Home, _conditions.Count) { Yielded = node.Has(FactFlags.Generator) && !call.IsAwaiter ? new ListValue { Depth = _conditions.Count } : null };
        if (node.Text is not null && !node.Has(FactFlags.Arrow) && function.Home is null)
        {
            scope.Declare(node.Text, new Binding(function, _conditions.Count));
        }

        BindParameters(node[0], call, scope, frame);
        if (node[1].Kind != FactKind.Block)
        {
            return EvaluateOr(node[1], scope, frame);
        }

        Hoist(node[1], scope);
        var completion = ExecuteAll(node[1].Children, scope, frame);
        if (frame.Yielded is { } yielded)
        {
            return yielded;
        }

        if (frame.Returned.Count == 0)
        {
            _aborted |= completion == Completion.Throw && !budget.IsSpent;
            return completion == Completion.Throw ? UnknownValue.Plain : ConstantValue.Undefined;
        }

        if (frame.Returned is [{ Condition: null, Value: not ChoiceValue } only])
        {
            return only.Value;
        }

        var ordered = frame.Returned.OrderBy(static s => s.Value.IsNothing ? 1 : 0).ThenBy(static s => s.Condition is null ? 0 : 1).ToArray();
        return ChoiceValue.Of(ordered);
    }

    private void BindParameters(FactNode parameters, CallSite call, Scope scope, Frame frame)
    {
        var position = 0;
        foreach (var parameter in parameters.Children)
        {
            Value value;
            if (parameter[0].Kind == FactKind.Rest)
            {
                // A list that is spread as it stands (Go) keeps the conditions of its items.
                value = parameter[0].Text == "**"
                    ? Rest(call)
                    : call.Named.TryGetValue("...", out var whole) ? whole : new ListValue { Items = [.. call.Arguments.Skip(position).Select(static a => new Slot(a, null))], IsOpen = call.IsOpen, Depth = _conditions.Count };
                position = int.MaxValue / 2;
            }
            else if (parameter[0].Text is { } name && call.Named.TryGetValue(name, out var byName))
            {
                value = byName;
            }
            else
            {
                value = position < call.Arguments.Count ? call.Arguments[position] : call.IsOpen ? UnknownValue.Plain : ConstantValue.Undefined;
                position++;
            }

            value = OrDefault(value, parameter[1], scope, frame);
            Declare(parameter[0], value, scope, scope, frame);
            if (parameter.Has(FactFlags.Member) && parameter[0].Kind is FactKind.Name or FactKind.DefaultPattern)
            {
                SetMember(frame.This, parameter[0].Text ?? parameter[0][0].Text ?? "", value);
            }
        }
    }

    private RecordValue Rest(CallSite call)
    {
        var record = new RecordValue { Depth = _conditions.Count };
        foreach (var (name, value) in call.Named)
        {
            record.Set(name, value);
        }

        return record;
    }
}
