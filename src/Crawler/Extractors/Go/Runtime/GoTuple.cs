using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Go.Runtime;

/// <summary>Several results of one call.</summary>
internal static class GoTuple
{
    private static readonly FactNode Mark = new(FactKind.Array, "tuple", [], 0, 0);

    public static ListValue Of(params ReadOnlySpan<Value> values)
    {
        var list = new ListValue { Node = Mark };
        foreach (var value in values)
        {
            list.Items.Add(new Slot(value, null));
        }

        return list;
    }

    /// <summary>True for what a <c>return</c> of several values has made.</summary>
    public static bool Is(Value value) => value is ListValue { Node: { Kind: FactKind.Array, Text: "tuple" } };

    /// <summary>The call with the results of its only argument as arguments, <c>f(g())</c>; null for other calls.</summary>
    public static CallSite? SpreadOrNull(CallSite call) =>
        call.Arguments.Count == 1 && Is(call.Arguments[0])
            ? With(call, [.. ((ListValue)call.Arguments[0]).Items.Select(static i => i.Value)], call.IsOpen)
            : null;

    /// <summary>The same call with other arguments.</summary>
    public static CallSite With(CallSite call, IReadOnlyList<Value> arguments, bool isOpen) =>
        new() { Node = call.Node, File = call.File, This = call.This, Name = call.Name, Arguments = arguments, Named = call.Named, IsOpen = isOpen, IsNew = call.IsNew };

    /// <summary>One tuple of what a function may return: each part with its options, those of a call that failed last.</summary>
    public static Value Merge(Value result)
    {
        if (result is not ChoiceValue choice)
        {
            return result;
        }

        if (!choice.Options.All(static o => Is(o.Value)))
        {
            // What a start with nothing set returns is likelier than what a setting would make of it.
            var usual = choice.Options.FirstOrDefault(static o => o.Condition is null && !o.Value.IsNothing);
            return usual.Value switch
            {
                null => result,
                ConstantValue constant when choice.Options.All(static o => o.Value is ConstantValue) => Machine.Taint(constant, choice.Options.FirstOrDefault(static o => o.Condition is not null).Condition ?? "a value given at run time"),
                _ => ChoiceValue.Of([.. choice.Options.OrderBy(static o => o.Condition is null ? 0 : 1)]),
            };
        }

        var options = choice.Options.Select(static o => (((ListValue)o.Value).Items, o.Condition)).ToList();
        var good = options.Where(static o => !IsError(o.Items[^1].Value)).ToList();
        options = good.Count > 0 ? good : options;
        var width = options.Min(static o => o.Items.Count);
        var parts = new Value[width];
        for (var i = 0; i < width; i++)
        {
            var slots = options.Select(o => new Slot(o.Items[i].Value, o.Condition)).OrderBy(static s => s.Value.IsNothing ? 1 : 0).ThenBy(static s => s.Condition is null ? 0 : 1).ToArray();
            parts[i] = slots.All(static s => s.Value.IsNothing) ? slots[0].Value : slots.All(s => Same(s.Value, slots[0].Value)) ? slots[0].Value : ChoiceValue.Of(slots);
        }

        return Of(parts);
    }

    /// <summary>True for an error that was just made.</summary>
    public static bool IsError(Value value) =>
        value.Primary is UnknownValue { Module: "errors" or "fmt", Path: "New()" or "Errorf()" or "Join()" };

    private static bool Same(Value a, Value b) => ReferenceEquals(a, b) || (a is ConstantValue x && b is ConstantValue y && Equals(x.Content, y.Content));
}
