using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Go.Types;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Go.Runtime;

/// <summary><c>x[i]</c>: items of lists and maps, and generic functions and types with their arguments.</summary>
internal sealed class GoIndexes(GoRuntime runtime)
{
    public Value? Index(Value target, Value index)
    {
        if (TypeArguments(index) is { } arguments)
        {
            return Instantiate(target is PointerValue ? target : target.Primary, arguments);
        }

        switch (target.Primary)
        {
            case RecordValue { Tag: null or GoType } map:
                return Lookup(map, index).Value;
            case ConstantValue { Text: { } text } when index.Primary is ConstantValue { Content: double at } && at >= 0 && at < text.Length:
                return ConstantValue.Of(text[(int)at]);
            case ConstantValue { IsNothing: true }:
                return UnknownValue.Tainted(target.Taint);
            default:
                return null;
        }
    }

    /// <summary>The value under a key, and whether it is there: null where that is not known.</summary>
    public (Value Value, bool? IsThere, string? Taint) Lookup(Value target, Value key)
    {
        if (target.Primary is not RecordValue map)
        {
            return (target.IsNothing ? ConstantValue.Null : UnknownValue.Tainted(target.Taint), target.IsNothing ? false : null, target.Taint);
        }

        if (key.Primary is not ConstantValue { IsNothing: false, Partial: false } name)
        {
            return (map.IsOpen || map.Keys.Count is 0 or > 12 ? UnknownValue.Tainted(key.Taint) : ChoiceValue.Of([.. map.Keys.Select(k => Option(map, k))]), null, key.Taint);
        }

        if (map.TryGet(name.ToString(), out var slot))
        {
            return (slot.Value, slot.Condition is null ? true : null, slot.Condition ?? key.Taint);
        }

        var type = map.Tag as GoType;
        var element = type is not null && runtime.Types.Underlying(type).Kind == TypeKind.Map ? runtime.Types.Element(type) : GoType.Unknown;
        return map.IsOpen ? (runtime.Types.Open(element, map.Taint), null, map.Taint) : (element.Kind == TypeKind.Unknown ? ConstantValue.Null : runtime.Types.Zero(element), false, key.Taint);
    }

    private static Slot Option(RecordValue map, string key)
    {
        map.TryGet(key, out var slot);
        return new Slot(slot.Value, slot.Condition ?? $"the key is {key}");
    }

    private Value? Instantiate(Value target, IReadOnlyList<GoType> arguments)
    {
        switch (target)
        {
            case FunctionValue function when function.Node[4].Children is { Length: > 0 } parameters:
                return new FunctionValue(function.Node, Bound(function.Scope, parameters, arguments)) { This = function.This, Home = function.Home };
            case GoType { Kind: TypeKind.Named, Node: { } node, Scope: { } scope } type:
                return new GoType(TypeKind.Named) { Name = type.Name, Node = node, Scope = Bound(scope, node[0].Children, arguments), Methods = type.Methods, Arguments = arguments };
            case UnknownValue { Module: not null } outside:
                return new GoInstantiation(outside, arguments);
            case RecordValue or ListValue:
                return null;
            default:
                return UnknownValue.Tainted(target.Taint);
        }
    }

    private static Scope Bound(Scope scope, FactNode[] parameters, IReadOnlyList<GoType> arguments)
    {
        var inner = new Scope(scope, scope.Module);
        for (var i = 0; i < Math.Min(parameters.Length, arguments.Count); i++)
        {
            inner.Declare(parameters[i][0].Text!, new Binding(arguments[i], 0));
        }

        return inner;
    }

    /// <summary>The types in the brackets; null where an index stands there.</summary>
    private static List<GoType>? TypeArguments(Value index) =>
        index switch
        {
            GoType type => [type],
            GoInstantiation => [GoTypes.Of(index)],
            UnknownValue { Module: not null, Path.Length: > 0 } => [GoTypes.Of(index)],
            ListValue list when GoTuple.Is(list) => [.. list.Items.Select(static i => GoTypes.Of(i.Value))],
            _ => null,
        };
}
