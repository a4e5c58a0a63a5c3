using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Go.Types;

namespace Catalog.Crawler.Extractors.Go.Runtime;

/// <summary>The type of the arguments that a handler takes.</summary>
internal static class HandlerTypes
{
    /// <summary>The argument type of a handler: the type of its last parameter, where there are as many as the SDKs ask for; null where it cannot be told.</summary>
    public static GoType? ArgumentOrNull(GoRuntime runtime, GoType handler)
    {
        if (handler is { Kind: TypeKind.Foreign or TypeKind.Named, Arguments: [var first, ..] })
        {
            return first;
        }

        var function = runtime.Types.Underlying(handler);
        return function is { Kind: TypeKind.Function, Node: { } node, Scope: { } scope } && node[0].Children is { Length: 3 } parameters
            ? Known(runtime.Types.Read(parameters[2][2], scope))
            : null;
    }

    /// <summary>The same of a handler's value.</summary>
    public static GoType? ArgumentOrNull(GoRuntime runtime, Value handler) => ArgumentOrNull(runtime, TypeInference.TypeOf(handler));

    /// <summary>A type parameter that nothing says leaves nothing to read.</summary>
    private static GoType? Known(GoType type) => type.Kind == TypeKind.Unknown ? null : type;
}
