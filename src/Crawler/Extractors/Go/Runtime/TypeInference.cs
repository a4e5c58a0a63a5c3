using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Go.Types;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Go.Runtime;

/// <summary>Finds what the type parameters of a function stand for in one call, from the types of its arguments.</summary>
internal sealed class TypeInference(GoRuntime runtime)
{
    private const int Deepest = 12;

    /// <summary>The function with its type parameters bound as far as they can be found.</summary>
    public FunctionValue Bind(FunctionValue function, CallSite call)
    {
        var names = function.Node[4].Children.Select(static p => p[0].Text!).Where(n => !function.Scope.Has(n)).ToHashSet(StringComparer.Ordinal);
        if (names.Count == 0)
        {
            return function;
        }

        var found = new Dictionary<string, GoType>(StringComparer.Ordinal);
        var parameters = function.Node[0].Children;
        for (var i = 0; i < parameters.Length && found.Count < names.Count; i++)
        {
            var isRest = parameters[i][0].Kind == FactKind.Rest;
            foreach (var argument in isRest ? call.Arguments.Skip(i) : call.Arguments.Skip(i).Take(1))
            {
                Unify(isRest ? parameters[i][2][0] : parameters[i][2], function.Scope, TypeOf(argument), names, found, 0);
            }
        }

        if (found.Count == 0)
        {
            return function;
        }

        var scope = new Scope(function.Scope, function.Scope.Module);
        foreach (var (name, type) in found)
        {
            scope.Declare(name, new Binding(type, 0));
        }

        return new FunctionValue(function.Node, scope) { This = function.This, Home = function.Home };
    }

    /// <summary>The type of a value, as far as the value tells it.</summary>
    public static GoType TypeOf(Value value) =>
        value switch
        {
            PointerValue pointer => GoType.Pointer(TypeOf(pointer.Target)),
            ChoiceValue choice => TypeOf(choice.Primary),
            RecordValue { Tag: GoType type } => type,
            FunctionValue function => new GoType(TypeKind.Function)
            {
                Node = new FactNode(FactKind.Type, "func", [function.Node[0], function.Node[2]], function.Node.Line, function.Node.Column),
                Scope = function.Scope,
            },
            ConstantValue { Content: string } => GoType.Basic("string"),
            ConstantValue { Content: bool } => GoType.Basic("bool"),
            ConstantValue { Content: double number } => GoType.Basic(number == Math.Floor(number) ? "int" : "float64"),
            UnknownValue { Module: { } module, Path: { Length: > 0 } path } when !path.EndsWith(')') => GoType.Foreign(module, path),
            _ => GoType.Unknown,
        };

    private void Unify(FactNode pattern, Scope scope, GoType type, HashSet<string> names, Dictionary<string, GoType> found, int depth)
    {
        if (depth > Deepest || type.Kind == TypeKind.Unknown)
        {
            return;
        }

        switch (pattern.Kind)
        {
            case FactKind.Name when names.Contains(pattern.Text!):
                found.TryAdd(pattern.Text!, type);
                break;
            case FactKind.Name or FactKind.Member when runtime.Types.Read(pattern, scope) is { Kind: TypeKind.Named } named && named.Node![0].IsAbsent && depth < 3:
                Unify(named.Node[1], named.Scope!, type, names, found, depth + 1);
                break;
            case FactKind.Pointer when type.Kind == TypeKind.Pointer:
                Unify(pattern[0], scope, type.Element ?? GoType.Unknown, names, found, depth + 1);
                break;
            case FactKind.Type when pattern.Text == "func" && type is { Kind: TypeKind.Function, Node: { } own, Scope: { } ownScope }:
                UnifyAll(pattern[0].Children, own[0].Children, static p => p[2], scope, ownScope, names, found, depth);
                UnifyAll(pattern[1].Children, own[1].Children, static p => p, scope, ownScope, names, found, depth);
                break;
            case FactKind.Type when pattern.Text is "slice" or "map":
                Unify(pattern[pattern.Text == "map" ? 1 : 0], scope, runtime.Types.Element(type), names, found, depth + 1);
                break;
            case FactKind.Index:
                UnifyGeneric(pattern, scope, type, names, found, depth);
                break;
            default:
                break;
        }
    }

    private void UnifyAll(FactNode[] patterns, FactNode[] parts, Func<FactNode, FactNode> typeOf, Scope scope, Scope own, HashSet<string> names, Dictionary<string, GoType> found, int depth)
    {
        for (var i = 0; i < Math.Min(patterns.Length, parts.Length); i++)
        {
            Unify(typeOf(patterns[i]), scope, runtime.Types.Read(typeOf(parts[i]), own), names, found, depth + 1);
        }
    }

    /// <summary>A generic type: its own parameters are found first, then what stands for them here.</summary>
    private void UnifyGeneric(FactNode pattern, Scope scope, GoType type, HashSet<string> names, Dictionary<string, GoType> found, int depth)
    {
        var arguments = pattern[1].Kind == FactKind.Array ? pattern[1].Children : [pattern[1]];
        var generic = runtime.Types.Read(pattern[0], scope);
        if (generic.Kind == TypeKind.Foreign && generic.Name is "ToolHandlerFor" or "TypedToolHandlerFunc" or "StructuredToolHandlerFunc" && HandlerTypes.ArgumentOrNull(runtime, type) is { } argument)
        {
            Unify(arguments[0], scope, argument, names, found, depth + 1);
            return;
        }

        if (generic is not { Kind: TypeKind.Named, Node: { } declaration, Scope: { } declared } || declaration[0].IsAbsent)
        {
            return;
        }

        var own = declaration[0].Children.Select(static p => p[0].Text!).ToList();
        if (type.Kind == TypeKind.Named && ReferenceEquals(type.Node, declaration))
        {
            for (var i = 0; i < Math.Min(arguments.Length, type.Arguments.Count); i++)
            {
                Unify(arguments[i], scope, type.Arguments[i], names, found, depth + 1);
            }

            return;
        }

        var inner = new Dictionary<string, GoType>(StringComparer.Ordinal);
        Unify(declaration[1], declared, type, [.. own], inner, depth + 1);
        for (var i = 0; i < Math.Min(arguments.Length, own.Count); i++)
        {
            if (inner.TryGetValue(own[i], out var bound))
            {
                Unify(arguments[i], scope, bound, names, found, depth + 1);
            }
        }
    }
}
