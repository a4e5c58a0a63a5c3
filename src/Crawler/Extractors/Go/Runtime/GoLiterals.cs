using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Go.Types;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Go.Runtime;

/// <summary>Literals of structures, lists and maps, and copies of structures.</summary>
internal sealed class GoLiterals(GoRuntime runtime)
{
    private const int DeepestCopy = 8;

    /// <summary>Makes what a literal says; <paramref name="implied"/> is the type where the literal around gives it.</summary>
    public Value Make(FactNode node, GoType? implied, Scope scope, Frame frame)
    {
        var type = node[0].IsAbsent ? implied ?? GoType.Unknown : GoTypes.Of(runtime.Machine.Evaluate(node[0], scope, frame));
        if (type.Kind == TypeKind.Pointer)
        {
            return PointerValue.To(Make(node, type.Element, type, scope, frame));
        }

        return Make(node, type, type, scope, frame);
    }

    /// <summary>A structure that is kept is another one from then on; all else is shared.</summary>
    public Value Copy(Value value, int depth = 0)
    {
        if (value is not RecordValue { Class: null, Tag: GoType type } record || !IsStructure(type) || depth > DeepestCopy)
        {
            return value;
        }

        var copy = new RecordValue { Tag = type, IsOpen = record.IsOpen, Depth = runtime.Machine.Depth, Node = record.Node, File = record.File };
        foreach (var key in record.Keys)
        {
            record.TryGet(key, out var slot);
            copy.Set(key, Copy(slot.Value, depth + 1), slot.Condition);
        }

        return copy;
    }

    private bool IsStructure(GoType type) => type.Kind == TypeKind.Foreign || runtime.Types.Underlying(type).Kind == TypeKind.Structure;

    private Value Make(FactNode node, GoType? type, GoType outer, Scope scope, Frame frame)
    {
        type ??= GoType.Unknown;
        var inner = runtime.Types.Underlying(type);
        var elements = node.Children.AsSpan(1).ToArray();
        switch (inner.Kind)
        {
            case TypeKind.Slice or TypeKind.Array:
                return List(node, elements, runtime.Types.Element(inner), scope, frame);
            case TypeKind.Map:
                return Map(node, elements, type, runtime.Types.Element(inner), scope, frame);
            case TypeKind.Structure:
                return Structure(node, elements, type, scope, frame);
            default:
                return elements.Length > 0 && Array.TrueForAll(elements, static e => e.Kind != FactKind.Property)
                    ? List(node, elements, ForeignElement(type), scope, frame)
                    : Foreign(node, elements, type.Kind == TypeKind.Unknown && outer.Kind != TypeKind.Unknown ? outer : type, scope, frame);
        }
    }

    private ListValue List(FactNode node, FactNode[] elements, GoType element, Scope scope, Frame frame)
    {
        var list = new ListValue { Depth = runtime.Machine.Depth, Node = node };
        foreach (var item in elements)
        {
            list.Items.Add(new Slot(Element(item.Kind == FactKind.Property ? item[0] : item, element, scope, frame), null));
        }

        return list;
    }

    private RecordValue Map(FactNode node, FactNode[] elements, GoType type, GoType element, Scope scope, Frame frame)
    {
        var map = new RecordValue { Tag = type, Depth = runtime.Machine.Depth, Node = node, File = scope.Module.Path };
        foreach (var item in elements)
        {
            var value = Element(item[0], element, scope, frame);
            if (runtime.Machine.Evaluate(item[1], scope, frame).Primary is ConstantValue { IsNothing: false, Partial: false } key)
            {
                map.Set(key.ToString(), value);
            }
            else
            {
                map.IsOpen = true;
            }
        }

        return map;
    }

    private RecordValue Structure(FactNode node, FactNode[] elements, GoType type, Scope scope, Frame frame)
    {
        var record = new RecordValue { Tag = type, Depth = runtime.Machine.Depth, Node = node, File = scope.Module.Path };
        var fields = runtime.Types.Fields(type);
        for (var i = 0; i < elements.Length; i++)
        {
            var isNamed = elements[i].Kind == FactKind.Property;
            var field = isNamed ? fields.FirstOrDefault(f => f.Name == elements[i].Text) : i < fields.Count ? fields[i] : null;
            var value = Element(isNamed ? elements[i][0] : elements[i], field is null ? GoType.Unknown : runtime.Types.FieldType(type, field), scope, frame);
            if ((field?.Name ?? elements[i].Text) is { } name)
            {
                record.Set(name, value);
            }
        }

        return record;
    }

    /// <summary>A structure or a map of a dependency: which of them it is, its keys tell.</summary>
    private RecordValue Foreign(FactNode node, FactNode[] elements, GoType type, Scope scope, Frame frame)
    {
        var record = new RecordValue { Tag = type, Depth = runtime.Machine.Depth, Node = node, File = scope.Module.Path };
        foreach (var item in elements)
        {
            var isField = item is { Kind: FactKind.Property, Text: { Length: > 0 } field } && char.IsUpper(field[0]);
            var value = Element(item[0], GoType.Unknown, scope, frame);
            var name = isField ? item.Text : runtime.Machine.Evaluate(item[1], scope, frame).Primary is ConstantValue { IsNothing: false, Partial: false } key ? key.ToString() : null;
            record.IsOpen |= name is null;
            if (name is not null)
            {
                record.Set(name, value);
            }
        }

        runtime.Registry.Made(runtime.Machine, record);
        return record;
    }

    private static GoType ForeignElement(GoType type) =>
        type is { Kind: TypeKind.Foreign, Module: { } module } && type.Name.EndsWith('s') ? GoType.Foreign(module, type.Name[..^1]) : GoType.Unknown;

    private Value Element(FactNode node, GoType type, Scope scope, Frame frame)
    {
        var value = node.Kind == FactKind.Composite && node[0].IsAbsent ? Make(node, type, scope, frame) : runtime.Machine.Evaluate(node, scope, frame);
        runtime.Registry.Held(value);
        return value;
    }
}
