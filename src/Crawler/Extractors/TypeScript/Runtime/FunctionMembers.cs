using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.TypeScript.Runtime;

/// <summary>Members that every function of JavaScript has.</summary>
internal static class FunctionMembers
{
    public static Value Of(FunctionValue function, string name) =>
        name switch
        {
            "bind" => Native.Of(name, (_, call) => new FunctionValue(function.Node, function.Scope) { This = call[0] is ConstantValue { IsNothing: true } ? function.This : call[0], Home = function.Home }),
            "call" => Native.Of(name, (m, call) => m.Invoke(new FunctionValue(function.Node, function.Scope) { This = call[0], Home = function.Home }, Moved(call, [.. call.Arguments.Skip(1)], call.IsOpen))),
            "apply" => Native.Of(name, (m, call) => m.Invoke(new FunctionValue(function.Node, function.Scope) { This = call[0], Home = function.Home }, Moved(call, [.. (m.ItemsOrNull(call[1]) ?? []).Select(static i => i.Value)], m.ItemsOrNull(call[1]) is null))),
            "name" => function.Node.Text is { } text ? ConstantValue.Of(text) : UnknownValue.Plain,
            "length" => ConstantValue.Of(function.Node[0].Children.Length),
            "prototype" => UnknownValue.Plain,
            "default" => function,
            _ => ConstantValue.Undefined,
        };

    private static CallSite Moved(CallSite call, IReadOnlyList<Value> arguments, bool isOpen) =>
        new() { Node = call.Node, File = call.File, This = call[0], Arguments = arguments, IsOpen = isOpen };
}
