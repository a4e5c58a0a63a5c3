using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Jvm.Runtime;

/// <summary>Members of classes and instances as the JVM's languages find them: inherited ones, those of interfaces and companions, accessors by either spelling, and what is around a class.</summary>
internal sealed class ClassMembers(ClassNames names, Func<ClassValue, Sources.JvmModule> moduleOf)
{
    private const int Deepest = 24;
    private readonly Dictionary<ClassValue, IReadOnlyList<ClassValue>> _ancestors = [];
    private readonly Dictionary<ClassValue, Value> _singletons = [];
    private readonly HashSet<(ClassValue, string)> _open = [];

    /// <summary>The kind of a class and its modifiers, such as <c>record public</c>.</summary>
    public static string[] Words(ClassValue type) => type.Node[3].Text?.Split(' ') ?? [];

    public static string Kind(ClassValue type) => Words(type).FirstOrDefault() ?? "class";

    /// <summary>This class, what it extends, and the interfaces of the source that it implements, nearest first.</summary>
    public IReadOnlyList<ClassValue> Ancestors(Machine machine, ClassValue type)
    {
        if (_ancestors.TryGetValue(type, out var known))
        {
            return known;
        }

        var list = new List<ClassValue> { type };
        _ancestors[type] = list;
        for (var i = 0; i < list.Count && list.Count < Deepest; i++)
        {
            foreach (var node in list[i].Node[4].Children)
            {
                var name = node.Kind == FactKind.Index ? node[0] : node;
                if (name.Text is not null && Resolve(machine, name.Text, list[i]) is ClassValue ancestor && !list.Contains(ancestor))
                {
                    list.Add(ancestor);
                }
            }
        }

        return list;
    }

    /// <summary>What a type's name means where a class stands; dots lead into classes.</summary>
    public Value? Resolve(Machine machine, string name, ClassValue from)
    {
        var parts = name.Split('.');
        Value? found = null;
        for (var type = from; type is not null && found is null; type = ClassNames.AroundOrNull(type))
        {
            found = type.Name == parts[0] ? type : NestedOrNull(machine, type, parts[0]);
        }

        found ??= names.FindOrNull(machine, parts[0], moduleOf(from));
        foreach (var part in parts.Skip(1))
        {
            found = found is ClassValue outer ? NestedOrNull(machine, outer, part) : null;
        }

        return found ?? (parts.Length > 1 ? names.QualifiedOrNull(machine, name) : null);
    }

    /// <summary>A member of an instance, without what is around its class; null where there is none.</summary>
    public Value? OfInstanceOrNull(Machine machine, RecordValue instance, ClassValue type, string name)
    {
        if (OwnOrNull(machine, instance, type, name) is { } own)
        {
            return own;
        }

        foreach (var spelling in Spellings(name))
        {
            if (OwnOrNull(machine, instance, type, spelling) is { } found)
            {
                return Spelled(machine, found, name, spelling, instance);
            }
        }

        return null;
    }

    /// <summary>A member of the class itself, of one it extends, or a class in it; null where there is none.</summary>
    public Value? StaticOrNull(Machine machine, ClassValue type, string name)
    {
        foreach (var ancestor in Ancestors(machine, type))
        {
            if (ancestor.Statics.FindOrNull(name) is { } known)
            {
                return known is GetterValue ? machine.GetMember(ancestor, name) : known;
            }

            if (PropertyOrNull(machine, ancestor, name) is { } property)
            {
                return property;
            }

            if (NestedOrNull(machine, ancestor, name) is { } nested)
            {
                return Kind(nested) == "object" ? Singleton(machine, nested) : nested;
            }

            if (name.EndsWith("()", StringComparison.Ordinal) && NestedOrNull(machine, ancestor, name[..^2]) is { } made)
            {
                return made;
            }
        }

        return null;
    }

    /// <summary>The one instance of a Kotlin object.</summary>
    public Value Singleton(Machine machine, ClassValue type)
    {
        if (!_singletons.TryGetValue(type, out var instance))
        {
            _singletons[type] = UnknownValue.Plain;
            instance = machine.Instantiate(type, new CallSite { Node = type.Node, File = type.Scope.Module.Path, This = ConstantValue.Undefined, Arguments = [] });
            _singletons[type] = instance;
        }

        return instance;
    }

    /// <summary>The constants of an enumeration in their order.</summary>
    public IReadOnlyList<Value> Constants(Machine machine, ClassValue type) =>
        [.. type.Node[1].Children.Where(static c => c.Kind == FactKind.Property && c[4].Text == "enum").Select(c => PropertyOrNull(machine, type, c.Text!) ?? UnknownValue.Plain)];

    /// <summary>The methods of one name that a class has or inherits, nearest first.</summary>
    public IEnumerable<(FactNode Method, ClassValue Home)> Methods(Machine machine, ClassValue type, string name) =>
        Ancestors(machine, type).SelectMany(a => a.Node[1].Children.Where(c => c.Kind == FactKind.Method && c.Text == name && !c.Has(FactFlags.Getter)).Select(c => (c, a)));

    private Value? OwnOrNull(Machine machine, RecordValue instance, ClassValue type, string name)
    {
        if (instance.TryGet(name, out _))
        {
            return machine.GetMember(instance, name);
        }

        foreach (var ancestor in Ancestors(machine, type))
        {
            if (ancestor.Methods.TryGetValue(name, out var method) && !(ancestor != type && IsAbstract(method)))
            {
                return new FunctionValue(method, ancestor.Scope) { Home = ancestor, This = instance };
            }

            if (ancestor.Getters.TryGetValue(name, out var getter))
            {
                return machine.Invoke(
                    new FunctionValue(getter, ancestor.Scope) { This = instance, Home = ancestor }, new CallSite { Node = FactNode.Absent, File = "", This = instance, Arguments = [] });
            }
        }

        return StaticOrNull(machine, type, name);
    }

    private static bool IsAbstract(FactNode function) => function[5].Text?.EndsWith("abstract", StringComparison.Ordinal) == true;

    /// <summary>Kotlin reads <c>getName()</c> as <c>name</c>, Java the other way round; records and annotations that write accessors do as well.</summary>
    private static IEnumerable<string> Spellings(string name)
    {
        if (!name.EndsWith("()", StringComparison.Ordinal))
        {
            if (name.Length > 0)
            {
                yield return $"get{char.ToUpperInvariant(name[0])}{name[1..]}()";
                yield return name + "()";
            }

            yield break;
        }

        var bare = name[..^2];
        yield return bare;
        foreach (var prefix in new[] { "get", "is" })
        {
            if (bare.Length > prefix.Length && bare.StartsWith(prefix, StringComparison.Ordinal) && char.IsUpper(bare[prefix.Length]))
            {
                yield return char.ToLowerInvariant(bare[prefix.Length]) + bare[(prefix.Length + 1)..];
            }
        }
    }

    private static Value? Spelled(Machine machine, Value found, string name, string spelling, RecordValue instance)
    {
        var asked = name.EndsWith("()", StringComparison.Ordinal);
        if (asked && !spelling.EndsWith("()", StringComparison.Ordinal))
        {
            return found is FunctionValue or NativeValue or ClassValue ? found : Native.Of(name, (_, _) => found);
        }

        // A method of the plain name is no property; an accessor is.
        return !asked && spelling.StartsWith("get", StringComparison.Ordinal) && found is FunctionValue accessor
            ? machine.Invoke(accessor, new CallSite { Node = FactNode.Absent, File = "", This = instance, Arguments = [] })
            : null;
    }

    private ClassValue? NestedOrNull(Machine machine, ClassValue type, string name)
    {
        foreach (var child in type.Node[1].Children)
        {
            if (child.Kind == FactKind.Class && child.Text == name)
            {
                return names.Class(machine, child, type.Scope, type);
            }
        }

        return null;
    }

    private Value? PropertyOrNull(Machine machine, ClassValue type, string name)
    {
        foreach (var child in type.Node[1].Children)
        {
            if (child.Kind != FactKind.Property || child.Text != name)
            {
                continue;
            }

            if (type.Statics.FindOrNull(name) is { } known)
            {
                return known;
            }

            if (child.Has(FactFlags.Getter))
            {
                return names.EvaluateIn(machine, child[0], type.Scope, type);
            }

            if (!_open.Add((type, name)))
            {
                return UnknownValue.Plain;
            }

            var value = child[0].IsAbsent ? UnknownValue.Plain : names.EvaluateIn(machine, child[0], type.Scope, type);
            if (child[4].Text == "enum" && value.Primary is RecordValue constant)
            {
                constant.Tag = new EnumConstant(name);
            }

            type.Statics.Set(name, value);
            RunStatic(machine, type);
            return type.Statics.FindOrNull(name);
        }

        return null;
    }

    /// <summary>Blocks that fill what a class holds, once.</summary>
    public void RunStatic(Machine machine, ClassValue type)
    {
        foreach (var child in type.Node[1].Children)
        {
            if (child.Kind == FactKind.Property && child.Text!.StartsWith("$static", StringComparison.Ordinal) && _open.Add((type, child.Text)))
            {
                names.EvaluateIn(machine, child[0], type.Scope, type);
            }
        }
    }
}
