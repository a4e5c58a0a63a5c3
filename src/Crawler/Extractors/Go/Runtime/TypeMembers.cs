using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Go.Types;

namespace Catalog.Crawler.Extractors.Go.Runtime;

/// <summary>Members of a type that the source looks at through <c>reflect</c>.</summary>
internal static class TypeMembers
{
    /// <summary>The member; null where reflection has none of that name.</summary>
    public static Value? OrNull(GoRuntime runtime, GoType type, string name)
    {
        switch (name)
        {
            case "In":
                return Native.Of(name, (_, call) => Part(runtime, type, Native.Int(call, 0, -1), isResult: false));
            case "Out":
                return Native.Of(name, (_, call) => Part(runtime, type, Native.Int(call, 0, -1), isResult: true));
            case "NumIn":
                return Native.Of(name, (_, _) => runtime.Types.Underlying(type) is { Kind: TypeKind.Function, Node: { } node } ? ConstantValue.Of(node[0].Children.Length) : UnknownValue.Plain);
            case "Elem":
                return Native.Of(name, (_, _) => runtime.Types.Element(type) is { Kind: not TypeKind.Unknown } element ? element : type);
            case "Name":
                return Native.Of(name, (_, _) => type.Name.Length > 0 ? ConstantValue.Of(type.Name) : UnknownValue.Plain);
            case "Kind" or "NumOut" or "String" or "Implements" or "Field" or "NumField":
                return Native.Of(name, static (_, _) => UnknownValue.Plain);
            default:
                return null;
        }
    }

    private static Value Part(GoRuntime runtime, GoType type, int index, bool isResult)
    {
        var function = runtime.Types.Underlying(type);
        if (function is not { Kind: TypeKind.Function, Node: { } node, Scope: { } scope } || index < 0)
        {
            return UnknownValue.Plain;
        }

        return runtime.Types.Read(isResult ? node[1][index] : node[0][index][2], scope);
    }
}
