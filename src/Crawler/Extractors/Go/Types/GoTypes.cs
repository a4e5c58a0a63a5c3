using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Go.Types;

/// <summary>Answers what types are made of.</summary>
internal sealed class GoTypes(Machine machine)
{
    private const int Deepest = 24;
    private const int MostFields = 2_000;
    private const int MostOfArray = 64;
    private readonly Dictionary<GoType, IReadOnlyList<GoField>> _fields = [];
    private static readonly Frame Outside = new(ConstantValue.Undefined, null, 0);

    /// <summary>A value that stands for a type.</summary>
    public static GoType Of(Value value) =>
        value.Primary switch
        {
            GoType type => type,
            GoInstantiation made => new GoType(TypeKind.Foreign) { Module = made.Origin.Module, Name = made.Origin.Path, Arguments = made.Arguments },
            UnknownValue { Module: { } module, Path.Length: > 0 } foreign => GoType.Foreign(module, foreign.Path),
            _ => GoType.Unknown,
        };

    public GoType Read(FactNode node, Scope scope) =>
        node.IsAbsent ? GoType.Unknown : Of(node is { Kind: FactKind.Array, Children.Length: 1 } ? machine.Evaluate(node[0], scope, Outside) : machine.Evaluate(node, scope, Outside));

    /// <summary>The type behind names: never <see cref="TypeKind.Named"/>.</summary>
    public GoType Underlying(GoType type)
    {
        for (var i = 0; i < Deepest && type.Kind == TypeKind.Named; i++)
        {
            type = Read(type.Node![1], type.Scope!);
        }

        return type.Kind == TypeKind.Named ? GoType.Unknown : type;
    }

    /// <summary>What a list, map, channel or pointer is made of.</summary>
    public GoType Element(GoType type)
    {
        var inner = Underlying(type);
        return inner.Element ?? (inner is { Node: { Kind: FactKind.Type } node, Scope: { } scope } ? Read(node[node.Text == "map" ? 1 : 0], scope) : GoType.Unknown);
    }

    /// <summary>What pointers point to; others as they are.</summary>
    public GoType Pointee(GoType type)
    {
        for (var i = 0; i < Deepest && type.Kind == TypeKind.Pointer; i++)
        {
            type = type.Element ?? GoType.Unknown;
        }

        return type;
    }

    /// <summary>The fields of a structure, in their order; none for other types.</summary>
    public IReadOnlyList<GoField> Fields(GoType type)
    {
        if (_fields.TryGetValue(type, out var known))
        {
            return known;
        }

        var inner = Underlying(type);
        var fields = new List<GoField>();
        foreach (var child in inner.Kind == TypeKind.Structure ? inner.Node!.Children.Take(MostFields) : [])
        {
            if (child.Kind == FactKind.Field)
            {
                fields.Add(new GoField(child.Text!, child[2], child[0].Text ?? "", IsEmbedded: false));
            }
            else if (child.Kind == FactKind.Spread)
            {
                fields.Add(new GoField(EmbeddedName(child[0]), child[0], child[1].Text ?? "", IsEmbedded: true));
            }
        }

        return _fields[type] = fields;
    }

    /// <summary>The type of a field of this structure.</summary>
    public GoType FieldType(GoType structure, GoField field) => Read(field.Type, Underlying(structure).Scope!);

    /// <summary>A method of a type or of what it embeds, with the way to it; null where it has none.</summary>
    public (GoMethod Method, IReadOnlyList<GoField> Way)? MethodOrNull(GoType type, string name, int depth = 0)
    {
        type = Pointee(type);
        if (type.Methods.TryGetValue(name, out var method))
        {
            return (method, []);
        }

        if (depth < 6 && Underlying(type).Kind == TypeKind.Structure)
        {
            foreach (var field in Fields(type).Where(static f => f.IsEmbedded))
            {
                if (MethodOrNull(FieldType(type, field), name, depth + 1) is { } found)
                {
                    return (found.Method, [field, .. found.Way]);
                }
            }
        }

        return null;
    }

    /// <summary>What a variable of the type is worth before anything is assigned.</summary>
    public Value Zero(GoType type, int depth = 0)
    {
        var inner = Underlying(type);
        switch (inner.Kind)
        {
            case TypeKind.Basic:
                return inner.Name switch { "string" => ConstantValue.Of(""), "bool" => ConstantValue.False, "any" or "error" => ConstantValue.Null, _ => ConstantValue.Of(0) };
            case TypeKind.Slice:
                return new ListValue { Depth = machine.Depth };
            case TypeKind.Array when depth < 4 && machine.Evaluate(inner.Node![1], inner.Scope!, Outside) is ConstantValue { Content: double and >= 0 and <= MostOfArray and var count }:
                return ListValue.Of(Enumerable.Range(0, (int)count).Select(_ => Zero(Element(inner), depth + 1)));
            case TypeKind.Map or TypeKind.Structure or TypeKind.Foreign:
                return new RecordValue { Tag = type.Kind == TypeKind.Foreign ? inner : type, Depth = machine.Depth };
            case TypeKind.Pointer or TypeKind.Function or TypeKind.Interface or TypeKind.Channel:
                return ConstantValue.Null;
            default:
                return UnknownValue.Plain;
        }
    }

    /// <summary>A value of the type of which nothing else is known.</summary>
    public Value Open(GoType type, string? taint = null)
    {
        var target = Pointee(type);
        if (target.Kind == TypeKind.Foreign)
        {
            return new UnknownValue { Module = target.Module, Path = target.Name, Taint = taint };
        }

        return Underlying(target).Kind is TypeKind.Structure or TypeKind.Interface && target.Kind == TypeKind.Named
            ? new RecordValue { Tag = target, IsOpen = true, Depth = machine.Depth }
            : UnknownValue.Tainted(taint);
    }

    private static string EmbeddedName(FactNode type)
    {
        for (; type.Kind is FactKind.Pointer or FactKind.Index; type = type[0])
        {
            // The name is that of the type itself.
        }

        return type.Text ?? "";
    }
}
