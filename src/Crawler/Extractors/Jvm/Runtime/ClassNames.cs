using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Jvm.Sources;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Jvm.Runtime;

/// <summary>Finds what a name means in a file: its own declarations, its imports, its package. Classes are evaluated when they are first asked for.</summary>
internal sealed class ClassNames(JvmModules modules)
{
    private const string ClassBinding = "$class";
    private readonly Dictionary<FactNode, ClassValue> _classes = [];
    private readonly HashSet<FactNode> _open = [];
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly Dictionary<FactNode, FactNode> _wrappers = [];

    /// <summary>Remembers a class under its scope, so that what it encloses finds it.</summary>
    public void Made(FactNode node, ClassValue type)
    {
        type.Scope.Declare(ClassBinding, new Binding(type, 0));
        _classes.TryAdd(node, type);
    }

    /// <summary>The class around a class; null for one of a file.</summary>
    public static ClassValue? AroundOrNull(ClassValue type) => type.Scope.Parent?.FindOrNull(ClassBinding)?.Value as ClassValue;

    /// <summary>Evaluates an expression in a scope of another file or class.</summary>
    public Value EvaluateIn(Machine machine, FactNode node, Scope scope, Value self)
    {
        if (!_wrappers.TryGetValue(node, out var wrapper))
        {
            var parameters = new FactNode(FactKind.Parameters, null, [], node.Line, node.Column);
            _wrappers[node] = wrapper = new FactNode(FactKind.Function, null, [parameters, node, FactNode.Absent, FactNode.Absent], node.Line, node.Column);
        }

        return machine.Invoke(new FunctionValue(wrapper, scope) { This = self, Home = self as ClassValue ?? (self as RecordValue)?.Class }, new CallSite { Node = node, File = scope.Module.Path, This = self, Arguments = [] });
    }

    /// <summary>A class of the source by its declaration; null while it is being evaluated.</summary>
    public ClassValue? Class(Machine machine, FactNode node, Scope scope, Value around)
    {
        if (_classes.TryGetValue(node, out var known))
        {
            return known;
        }

        if (!_open.Add(node))
        {
            return null;
        }

        var type = EvaluateIn(machine, node, scope, around).Primary as ClassValue;
        _open.Remove(node);
        return type;
    }

    /// <summary>What a name means in a file, <c>name()</c> for functions; null where the source does not say.</summary>
    public Value? FindOrNull(Machine machine, string name, JvmModule module)
    {
        if (DeclaredOrNull(machine, name, module) is { } own)
        {
            return own;
        }

        var bare = name.EndsWith("()", StringComparison.Ordinal) ? name[..^2] : name;
        if (module.ImportOrNull(bare) is { } full)
        {
            return QualifiedOrNull(machine, full, name == bare ? "" : "()");
        }

        foreach (var package in module.Packages)
        {
            if (QualifiedOrNull(machine, package.Length == 0 ? bare : $"{package}.{bare}", name == bare ? "" : "()") is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>What a full name means: a class, one in a class, a member of a class, a function or property of a file; null where the source does not say.</summary>
    public Value? QualifiedOrNull(Machine machine, string full, string suffix = "")
    {
        var last = full[(full.LastIndexOf('.') + 1)..];
        foreach (var module in modules.Declaring(full))
        {
            if (DeclaredOrNull(machine, last + suffix, module) is { } found)
            {
                return found;
            }
        }

        // `a.b.C.NAME`: a member of a class.
        var at = full.LastIndexOf('.');
        if (at <= 0 || full.LastIndexOf('.', at - 1) is var before && !char.IsUpper(full[before + 1]))
        {
            return null;
        }

        // A class without the member asks the file that is being read, which may ask for the same again.
        if (!_asked.Add(full))
        {
            return null;
        }

        var member = QualifiedOrNull(machine, full[..at]) is { } outer ? machine.GetMember(outer, last + suffix) : null;
        _asked.Remove(full);
        return member is UnknownValue { Module: null } ? null : member;
    }

    private Value? DeclaredOrNull(Machine machine, string name, JvmModule module)
    {
        if (module.Classes.TryGetValue(name, out var node))
        {
            return Class(machine, node, module.Evaluated.Scope, ConstantValue.Undefined);
        }

        if (module.Functions.TryGetValue(name, out var functions))
        {
            return Function(functions[0], module.Evaluated.Scope);
        }

        if (module.Properties.TryGetValue(name, out var property))
        {
            return Property(machine, name, property, module);
        }

        // A class is called by its name in Kotlin.
        return name.EndsWith("()", StringComparison.Ordinal) && module.Classes.TryGetValue(name[..^2], out var made) ? Class(machine, made, module.Evaluated.Scope, ConstantValue.Undefined) : null;
    }

    /// <summary>A function outside of classes: <c>this</c> is its receiver, or nothing.</summary>
    public static FunctionValue Function(FactNode method, Scope scope) =>
        new(method[0], scope) { This = method[0][6].IsAbsent ? ConstantValue.Undefined : null };

    private Value Property(Machine machine, string name, FactNode property, JvmModule module)
    {
        if (module.Evaluated.Exports.FindOrNull(name) is { } known)
        {
            return known;
        }

        if (property.Has(FactFlags.Getter))
        {
            return EvaluateIn(machine, property[0], module.Evaluated.Scope, ConstantValue.Undefined);
        }

        module.Evaluated.Exports.Set(name, UnknownValue.Plain);
        var value = property[0].IsAbsent ? UnknownValue.Plain : EvaluateIn(machine, property[0], module.Evaluated.Scope, ConstantValue.Undefined);
        module.Evaluated.Exports.Set(name, value);
        return value;
    }
}
