using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Go.Modules;
using Catalog.Crawler.Extractors.Go.Types;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Go.Runtime;

/// <summary>Fields and methods: a type's own, those of what it embeds, those of the types that an interface stands for.</summary>
internal sealed class GoMembers(GoRuntime runtime)
{
    private const int MostImplementations = 12;

    public Value Member(Value target, string name)
    {
        switch (target)
        {
            case PointerValue pointer:
                return runtime.Machine.GetMember(pointer.Target, name);
            case RecordValue { Tag: GoPackage package }:
                return package.FindOrNull(name) ?? UnknownValue.Plain;
            case RecordValue { Tag: GoType { Kind: TypeKind.Foreign } type } record:
                return ForeignMembers.Member(runtime, record, type, name);
            case RecordValue { Tag: GoType type } record:
                return OfType(record, type, name);
            case UnknownValue { Module: null }:
                return target;
            case UnknownValue outside:
                return outside.Member(name);
            case GoInstantiation made:
                return made.Origin.Member(name);
            case GoType type:
                return TypeMembers.OrNull(runtime, type, name) ?? Expression(type, name);
            case ListValue or ConstantValue { IsNothing: false } or FunctionValue:
                return OfNamedValue(target, name);
            default:
                return UnknownValue.Tainted(target.Taint);
        }
    }

    /// <summary>Assigns a member of a structure or of what a pointer leads to.</summary>
    public void Set(Value owner, string name, Value value) => runtime.Machine.SetMember(owner, name, value);

    /// <summary>A method as a function that is bound to its receiver.</summary>
    public FunctionValue Bound(GoMethod method, GoType type, Value self)
    {
        var scope = method.Scope;
        var receiver = method.Receiver.Kind == FactKind.Pointer ? method.Receiver[0] : method.Receiver;
        if (receiver.Kind == FactKind.Index && type.Arguments.Count > 0)
        {
            scope = new Scope(scope, scope.Module);
            var names = receiver[1].Kind == FactKind.Array ? receiver[1].Children : [receiver[1]];
            for (var i = 0; i < Math.Min(names.Length, type.Arguments.Count); i++)
            {
                scope.Declare(names[i].Text ?? "_", new Binding(type.Arguments[i], 0));
            }
        }

        return new FunctionValue(method.Function, scope) { This = self };
    }

    private Value OfType(RecordValue record, GoType type, string name)
    {
        var types = runtime.Types;
        if (types.Fields(type).FirstOrDefault(f => f.Name == name) is { } field)
        {
            return Field(record, types.FieldType(type, field), field);
        }

        if (types.MethodOrNull(type, name) is { } found)
        {
            Value self = record;
            var owner = type;
            foreach (var step in found.Way)
            {
                self = runtime.Machine.GetMember(self, step.Name);
                owner = types.Pointee(types.FieldType(owner, step));
            }

            return Bound(found.Method, types.Pointee(owner), self is PointerValue pointer ? pointer.Target : self);
        }

        if (types.Underlying(type).Kind == TypeKind.Interface)
        {
            return OfImplementations(type, name);
        }

        foreach (var embedded in types.Fields(type).Where(static f => f.IsEmbedded))
        {
            var inner = runtime.Machine.GetMember(record, embedded.Name);
            if (inner.Primary is RecordValue { Tag: GoType own } && (types.Fields(own).Any(f => f.Name == name || f.IsEmbedded) || own.Kind == TypeKind.Foreign))
            {
                return runtime.Machine.GetMember(inner, name);
            }

            if (inner is UnknownValue { Module: not null } outside)
            {
                return outside.Member(name);
            }

            var embeddedType = types.Pointee(types.FieldType(type, embedded));
            if (embeddedType.Kind == TypeKind.Foreign)
            {
                return new UnknownValue { Module = embeddedType.Module, Path = $"{embeddedType.Name}.{name}" };
            }
        }

        return UnknownValue.Plain;
    }

    private Value Field(RecordValue record, GoType type, GoField field)
    {
        var value = !record.IsOpen ? runtime.Types.Zero(type) : FieldDefaults.OrNull(field, runtime.Types.Underlying(type)) ?? runtime.Types.Open(type, record.Taint);
        if (value is RecordValue or ListValue)
        {
            record.Set(field.Name, value);
        }

        return value;
    }

    /// <summary>What is not known to be one type may be each that has the interface's methods.</summary>
    private Value OfImplementations(GoType type, string name)
    {
        var wanted = runtime.Types.Underlying(type).Node!.Children.Where(static c => c.Kind == FactKind.Field).Select(static c => c.Text!).ToList();
        var found = runtime.Program.Loaded.SelectMany(static p => p.Types.Values)
            .Where(t => t.Methods.ContainsKey(name) && wanted.TrueForAll(t.Methods.ContainsKey))
            .Take(MostImplementations)
            .Select(t => new Slot(Bound(t.Methods[name], t, runtime.Types.Open(t)), null))
            .ToArray();
        return found.Length == 0 ? UnknownValue.Plain : ChoiceValue.Of(found);
    }

    /// <summary>A method of a named list, text or function. The value does not say its type, so the method has to be the only one of its name among such types.</summary>
    private Value OfNamedValue(Value target, string name)
    {
        var kinds = target switch
        {
            ListValue => TypeKind.Slice,
            FunctionValue => TypeKind.Function,
            _ => TypeKind.Basic,
        };
        var found = runtime.Program.Loaded.SelectMany(static p => p.Types.Values).Where(t => t.Methods.ContainsKey(name) && runtime.Types.Underlying(t).Kind == kinds).Take(2).ToList();
        return found.Count == 1 ? Bound(found[0].Methods[name], found[0], target) : UnknownValue.Tainted(target.Taint);
    }

    /// <summary><c>T.Method</c>: a function whose first argument is the receiver.</summary>
    private Value Expression(GoType type, string name) =>
        runtime.Types.MethodOrNull(type, name) is { } found
            ? Native.Of(name, (_, call) => runtime.Calls.Call(Bound(found.Method, type, call[0]), GoTuple.With(call, [.. call.Arguments.Skip(1)], call.IsOpen)))
            : UnknownValue.Plain;
}
