using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Go.Types;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Go.Runtime;

/// <summary>Whether a value is of a type, as far as the value tells it.</summary>
internal sealed class TypeTest(GoRuntime runtime)
{
    /// <summary>Null where it is not known.</summary>
    public bool? Is(Value value, Value sought)
    {
        if (sought.IsNothing)
        {
            return value.Primary is UnknownValue ? null : value.IsNothing;
        }

        var type = GoTypes.Of(sought);
        var inner = runtime.Types.Underlying(runtime.Types.Pointee(type));
        return value.Primary switch
        {
            UnknownValue => null,
            ConstantValue { IsNothing: true } => false,
            ConstantValue constant => OfConstant(constant, type, inner),
            ListValue => inner.Kind switch { TypeKind.Slice or TypeKind.Array or TypeKind.Foreign or TypeKind.Unknown => null, _ => IsAny(inner) },
            FunctionValue or NativeValue => inner.Kind switch { TypeKind.Function or TypeKind.Foreign or TypeKind.Unknown or TypeKind.Interface => null, _ => IsAny(inner) },
            RecordValue record => OfRecord(record, runtime.Types.Pointee(type), inner),
            _ => null,
        };
    }

    private static bool IsAny(GoType type) => type is { Kind: TypeKind.Basic, Name: "any" } || (type.Kind == TypeKind.Interface && type.Node!.Children.Length == 0);

    private static bool? OfConstant(ConstantValue constant, GoType type, GoType inner)
    {
        if (IsAny(inner))
        {
            return true;
        }

        if (inner.Kind != TypeKind.Basic)
        {
            return inner.Kind is TypeKind.Foreign or TypeKind.Unknown ? null : inner.Kind == TypeKind.Interface ? null : false;
        }

        var isAlike = constant.Content switch { string => inner.Name == "string", bool => inner.Name == "bool", _ => inner.Name is not ("string" or "bool" or "error") };
        return !isAlike ? false : type.Kind == TypeKind.Named || constant.Content is double ? null : true;
    }

    private bool? OfRecord(RecordValue record, GoType type, GoType inner)
    {
        if (record.Tag is not GoType own || own.Kind == TypeKind.Unknown)
        {
            return null;
        }

        if (inner.Kind == TypeKind.Interface)
        {
            var wanted = inner.Node!.Children.Where(static c => c.Kind == FactKind.Field).Select(static c => c.Text!);
            return own.Kind == TypeKind.Foreign ? null : wanted.All(m => runtime.Types.MethodOrNull(own, m) is not null);
        }

        if (own.Kind == TypeKind.Named || type.Kind == TypeKind.Named)
        {
            return ReferenceEquals(own.Node, type.Node);
        }

        return own.Kind == TypeKind.Foreign || type.Kind == TypeKind.Foreign
            ? own.Module == type.Module && own.Name == type.Name
            : own.Kind == inner.Kind ? null : IsAny(inner);
    }
}
