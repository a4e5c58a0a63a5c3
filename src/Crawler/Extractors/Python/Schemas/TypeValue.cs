using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Python.Schemas;

/// <summary>A type with its arguments: <c>list[str]</c>, <c>Annotated[int, Field(...)]</c>, <c>A | B</c> (as <c>Union</c>).</summary>
/// <param name="origin">What the arguments are given to.</param>
/// <param name="name">The last name of <paramref name="origin"/>.</param>
/// <param name="arguments">As written.</param>
internal sealed class TypeValue(Value origin, string name, IReadOnlyList<Value> arguments) : Value
{
    private static readonly HashSet<string> Generics = new(StringComparer.Ordinal) { "list", "dict", "tuple", "set", "frozenset", "type", "deque", "defaultdict" };

    public Value Origin { get; } = origin;

    public string Name { get; } = name;

    public IReadOnlyList<Value> Arguments { get; } = arguments;

    public override bool? Truth => true;

    /// <summary>True for what may be a type: a class, a type with arguments, nothing, or a name from outside that is spelled like a type's.</summary>
    public static bool IsType(Value value) =>
        value switch
        {
            TypeValue or ClassValue => true,
            ConstantValue { IsNothing: true, IsUndefined: false } => true,
            UnknownValue { Module: not null } outside => IsTypeName(outside),
            _ => false,
        };

    /// <summary>True for a name from outside that is spelled like a type's.</summary>
    public static bool IsTypeName(UnknownValue value) =>
        !value.Path.Contains("()", StringComparison.Ordinal) && value.LastName.Length > 0 && (char.IsAsciiLetterUpper(value.LastName[0]) || value.Module == "builtins" || Generics.Contains(value.LastName));
}
