using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Go.Runtime;

/// <summary>Calls of the source's functions: what is not known of an argument is at least of its type, and type parameters are found from the arguments.</summary>
internal sealed class GoCalls(GoRuntime runtime)
{
    private const int MostUnknownCalls = 6;
    private readonly Dictionary<(FactNode Node, Scope Scope), int> _unknownCalls = [];
    private readonly TypeInference _inference = new(runtime);

    public Value Call(FunctionValue function, CallSite call)
    {
        var parameters = function.Node[0].Children;
        var generic = _inference.Bind(function, call);
        var arguments = Arguments(generic, parameters, call, out var isUnknown);
        if (isUnknown && (_unknownCalls[(function.Node, function.Scope)] = _unknownCalls.GetValueOrDefault((function.Node, function.Scope)) + 1) > MostUnknownCalls)
        {
            return UnknownValue.Plain;
        }

        return GoTuple.Merge(runtime.Machine.Invoke(generic, GoTuple.With(call, arguments, call.IsOpen)));
    }

    /// <summary>Calls a function with values, as a library does.</summary>
    public Value Call(Value function, params IReadOnlyList<Value> arguments) => Invoke(function, Site(arguments, isOpen: false));

    /// <summary>Calls a function of which nothing but the types is known.</summary>
    public Value CallOpen(Value function) => Invoke(function, Site([], isOpen: true));

    public Value Invoke(Value function, CallSite call) =>
        function switch
        {
            FunctionValue own => Call(own, call),
            ChoiceValue choice => ChoiceValue.Of([.. choice.Options.Select(o => new Slot(runtime.Machine.Under(o.Condition, () => Invoke(o.Value, call)), o.Condition))]),
            _ => runtime.Machine.Invoke(function, call),
        };

    private CallSite Site(IReadOnlyList<Value> arguments, bool isOpen) =>
        new() { Node = FactNode.Absent, File = runtime.Machine.Current?.Path ?? "", This = ConstantValue.Undefined, Arguments = arguments, IsOpen = isOpen };

    private List<Value> Arguments(FunctionValue function, FactNode[] parameters, CallSite call, out bool isUnknown)
    {
        var arguments = new List<Value>(call.Arguments);
        isUnknown = parameters.Length > 0 && function.This is null or UnknownValue;
        for (var i = 0; i < parameters.Length && parameters[i][0].Kind != FactKind.Rest; i++)
        {
            var given = i < arguments.Count ? arguments[i] : call.IsOpen ? UnknownValue.Plain : null;
            if (given is not UnknownValue { Module: null })
            {
                isUnknown &= given is null;
                continue;
            }

            var typed = runtime.Types.Open(runtime.Types.Read(parameters[i][2], function.Scope), given.Taint);
            if (i < arguments.Count)
            {
                arguments[i] = typed;
            }
            else if (i == arguments.Count)
            {
                arguments.Add(typed);
            }
        }

        return arguments;
    }
}
