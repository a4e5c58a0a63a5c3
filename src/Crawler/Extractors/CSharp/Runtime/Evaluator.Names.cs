using Catalog.Crawler.Extractors.CSharp.Symbols;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.CSharp.Runtime;

internal sealed partial class Evaluator
{
    private Value Name(FactNode node, Place place)
    {
        var name = node.Text ?? "";
        var local = place.FindOrNull(name) ?? place.TypeArgumentOrNull(name);
        if (local is not null)
        {
            return local;
        }

        for (var type = place.Type; type is not null; type = type.Outer)
        {
            if (MemberOrNull(type, name, type == place.Type ? place.Self : null) is { } member)
            {
                return member;
            }
        }

        foreach (var written in place.File.Statics)
        {
            if (symbols.QualifiedOrNull(written) is { } type && MemberOrNull(type, name, null) is { } member)
            {
                return member;
            }
        }

        return IsTypeName(node) && symbols.FindOrNull(name, node[0].Children.Length, place.File, place.Type) is { } symbol
            ? new TypeReference(symbol, node, place)
            : new UnknownValue { Path = name };
    }

    private Value MemberOf(FactNode node, Place place)
    {
        var name = node.Text ?? "";
        var target = node.Has(FactFlags.Optional) && node[0].IsAbsent ? (_accessed.TryPeek(out var accessed) ? accessed : UnknownValue.Plain) : Evaluate(node[0], place);
        switch (target.Primary)
        {
            case TypeReference { Symbol: { } own } when name == "Assembly" && node[0] is { Kind: FactKind.Unary, Text: "typeof" }:
                return new AssemblyReference(own.File.Project?.Path ?? "");
            case TypeReference { Symbol: { } type }:
                return MemberOrNull(type, name, null) ?? (type.Nested.TryGetValue(name, out var nested) ? new TypeReference(nested, node, place) : resources.TextOrNull(type, name) is { } resource ? ConstantValue.Of(resource) : UnknownValue.Plain);
            case RecordValue { Tag: Instance { Symbol: not null } } record when node[0].Kind == FactKind.Super && place.Owner is { } own:
                return symbols.Chain(own).Skip(1).Select(t => MemberOrNull(t, name, record)).FirstOrDefault(static m => m is not null) ?? UnknownValue.Plain;
            case RecordValue record:
                return record.FindOrNull(name) ?? (record.Tag is Instance { Symbol: { } made } ? MemberOrNull(made, name, record) : null) ?? Known(record, name);
            case JsonText json when name == "RootElement":
                return json;
            case ConstantValue { Text: { } text } constant when name == "Length":
                return ConstantValue.Of((double)text.Length).With(constant.Taint, constant.Partial);
            case ListValue list when name is "Count" or "Length" && !list.IsOpen:
                return ConstantValue.Of((double)list.Items.Count);
            case UnknownValue { Path: "string" or "String" } when name == "Empty":
                return ConstantValue.Of("");
            case UnknownValue { Path: "Environment" or "System.Environment" } when name == "NewLine":
                return ConstantValue.Of("\n");
            case UnknownValue outside:
                // What looks like a name of a dependency may be a namespace in front of a type of the source.
                return outside.Path.Length > 0 && IsTypeName(node) && symbols.ResolveOrNull(node, place.File, null) is { } symbol
                    ? new TypeReference(symbol, node, place)
                    : resources.TextOrNull(outside.LastName, place.File, name) is { } found ? ConstantValue.Of(found) : outside.Path.Length == 0 ? UnknownValue.Tainted(outside.Taint) : outside.Member(name);
            default:
                return UnknownValue.Tainted(target.Taint);
        }
    }

    /// <summary>Members that are not declared in the source.</summary>
    private static Value Known(RecordValue record, string name)
    {
        if (record.Tag is Instance && name is "Options" or "Subcommands" or "Arguments" or "Aliases" or "Validators")
        {
            // Members of commands that hold lists from the start.
            var list = new ListValue();
            record.Set(name, list);
            return list;
        }

        return name switch
        {
            "Name" when record.Tag is Instance { TypeName: "Option" or "Command", Arguments: [var first, ..] } => first,
            "Values" => new ListValue { Items = [.. record.Keys.Select(k => new Slot(record.FindOrNull(k)!, null))], IsOpen = record.IsOpen },
            "Keys" => new ListValue { Items = [.. record.Keys.Select(static k => new Slot(ConstantValue.Of(k), null))], IsOpen = record.IsOpen },
            _ => UnknownValue.Plain,
        };
    }

    /// <summary>A field, property, constant, method or enumeration member of a type or of those it extends; null where it has none of that name.</summary>
    public Value? MemberOrNull(TypeSymbol type, string name, Value? self)
    {
        foreach (var owner in symbols.Chain(type))
        {
            if ((self as RecordValue)?.FindOrNull(name) is { } held)
            {
                return held;
            }

            if (owner.Fields.TryGetValue(name, out var field))
            {
                return owner.Keyword == "enum" ? ConstantValue.Of(name) : FieldValue(field, self);
            }

            if (owner.Methods.Find(m => m.Name == name) is { } method)
            {
                return new DelegateValue(method.Node, new Place { File = method.File, Type = type, Owner = owner, Self = method.IsStatic ? null : self }, method);
            }
        }

        return null;
    }

    private Value FieldValue(MemberSymbol field, Value? self)
    {
        var isShared = field.IsStatic || self is null;
        if (isShared && _statics.TryGetValue(field, out var known))
        {
            return known;
        }

        if (field.Node[0].IsAbsent && field.TypeNode is { Kind: FactKind.Name, Text: "bool" } && self is RecordValue)
        {
            // Nothing set it so far; what sets it later is what depends on it.
            return ConstantValue.False.With(field.Name, partial: false);
        }

        if (field.Node[0].IsAbsent || _running.Count > Deepest * 2 || !_running.Add(field.Node))
        {
            return resources.IsTexts(field) && resources.TextOrNull(field.Type!, field.Name) is { } text ? ConstantValue.Of(text) : UnknownValue.Plain;
        }

        var place = new Place { File = field.File, Type = self is RecordValue { Tag: Instance { Symbol: { } made } } && !field.IsStatic ? made : field.Type, Owner = field.Type, Self = field.IsStatic ? null : self };
        var value = field.Node[0].Kind == FactKind.Block ? Run(field.Node[0], place) : Typed(Evaluate(field.Node[0], place), field.TypeNode, place);
        _running.Remove(field.Node);
        if (value is UnknownValue && resources.TextOrNull(field.Type!, field.Name) is { } resource)
        {
            value = ConstantValue.Of(resource);
        }

        if (isShared)
        {
            _statics[field] = value;
        }
        else if (!field.Node.Has(FactFlags.Getter) && self is RecordValue holder)
        {
            // A list that an instance begins with is the one that is added to.
            holder.Set(field.Name, value);
        }

        return value;
    }

    /// <summary>Types are written with a capital letter; asking for every other name would read files for nothing.</summary>
    private static bool IsTypeName(FactNode node) => node.Text is { Length: > 0 } name && char.IsUpper(name[0]) && node.Kind is FactKind.Name or FactKind.Member;
}
