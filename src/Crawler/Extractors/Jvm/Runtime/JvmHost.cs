using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Jvm.Lowering;
using Catalog.Crawler.Extractors.Jvm.Registrations;
using Catalog.Crawler.Extractors.Jvm.Sources;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Jvm.Runtime;

/// <summary>What Java and Kotlin mean by names, members and calls.</summary>
internal sealed class JvmHost : ILanguageHost
{
    private readonly JvmModules _modules;
    private readonly ToolRegistry _registry;

    public JvmHost(JvmModules modules, ToolRegistry registry)
    {
        _modules = modules;
        _registry = registry;
        Names = new ClassNames(modules);
        Members = new ClassMembers(Names, ModuleOf);
        Container = new BeanContainer(this, modules);
    }

    public ClassNames Names { get; }

    public ClassMembers Members { get; }

    public BeanContainer Container { get; }

    /// <summary>The text of a resource that the program carries; something unknown where it has none of that path.</summary>
    public Value Resource(string path) => _modules.ResourceOrNull(path) is { } text ? ConstantValue.Of(text) : UnknownValue.Plain;

    public JvmModule ModuleOf(ClassValue type) => _modules.Of(type.Scope.Module);

    public Value Global(string name, EvaluatedModule module)
    {
        // A bare name is a local that was not declared, or a primitive type: what else there is comes as a member of `this`.
        return new UnknownValue { Module = name };
    }

    public Value Member(Machine machine, Value target, string name)
    {
        switch (target)
        {
            case ReceiverValue { Receiver: RecordValue { Class: null } or ListValue } built when ExtensionOrNull(machine, name) is { } own:
                return OwnOrLibrary(machine, built, own, name);
            case ReceiverValue scoped:
                return (IsOfFile(machine, scoped, name) ? null : Bound(MemberOrNull(machine, scoped.Receiver, name), scoped.Receiver)) ?? Member(machine, scoped.Outer, name);
            case UnknownValue { Module: { } root } unknown when name.Length > 0 && char.IsUpper(name[0]) && unknown.Path.Length < 200
                    && Names.QualifiedOrNull(machine, $"{root}{(unknown.Path.Length > 0 ? "." : "")}{unknown.Path}.{(name.EndsWith("()", StringComparison.Ordinal) ? name[..^2] : name)}") is { } qualified:
                return qualified;
            case not (RecordValue { Class: not null } or ClassValue or ConstantValue { IsNothing: true }) when ExtensionOrNull(machine, name) is { } extension:
                return extension;
            default:
                return MemberOrNull(machine, target, name) ?? AroundOrNull(machine, target, name) ?? FileMember(machine, target, name);
        }
    }

    public Value? Intercept(Machine machine, Value callee, CallSite call)
    {
        if (call.Node[0].Text == JvmWalk.Injected)
        {
            return Container.Injected(machine, call);
        }

        if (callee is not (FunctionValue or ClassValue) && _registry.Registered(machine, callee, call) is { } registered)
        {
            return registered;
        }

        switch (callee)
        {
            case FunctionValue { Home: { } home } method when call.Name.EndsWith("()", StringComparison.Ordinal):
                var self = (method.This ?? call.This).Primary;
                var from = (self as RecordValue)?.Class is { } made && made.Chain().Contains(home) && call.Node[0][0].Kind != FactKind.Super ? made : self as ClassValue ?? home;
                var chosen = Overloads.Best(Members.Methods(machine, from, call.Name), static m => m.Method[0], call);
                if (chosen is { } best && best.Method[0] != method.Node && !(best.Method[0][5].Text?.EndsWith("abstract", StringComparison.Ordinal) ?? false))
                {
                    method = new FunctionValue(best.Method[0], best.Home.Scope) { Home = best.Home, This = best.Method.Has(FactFlags.Static) ? best.Home : method.This };
                }

                return machine.Invoke(method, Overloads.Placed(call, method.Node));
            case FunctionValue function:
                function = Overload(function, call);
                if (function.This is null && !function.Node[6].IsAbsent)
                {
                    function = new FunctionValue(function.Node, function.Scope) { This = new ReceiverValue(call.This is ReceiverValue scoped ? scoped.Receiver : call.This, ConstantValue.Undefined) };
                }

                return machine.Invoke(function, Overloads.Placed(call, function.Node));
            case ClassValue { Base: UnknownValue } anonymous when call.IsNew && ClassMembers.Words(anonymous).Contains("anonymous") && JvmLibrary.NewOrNull(Simple(((UnknownValue)anonymous.Base!).LastName is { Length: > 0 } last ? last : ((UnknownValue)anonymous.Base!).Module ?? ""), call) is RecordValue map:
                // `new HashMap<>() {{ put(…); }}`
                return Filled(machine, anonymous, map);
            case ClassValue type:
                _registry.Making(machine, type);
                return machine.Invoke(type, type.Methods.TryGetValue("constructor", out var constructor) ? Overloads.Placed(call, Constructor(machine, type, call) ?? constructor) : call);
            default:
                return null;
        }
    }

    public FactNode? Constructor(Machine machine, ClassValue type, CallSite call)
    {
        var all = type.Node[1].Children.Where(static c => c is { Kind: FactKind.Method, Text: "constructor" }).Select(static c => (Node: c[0], c.Line)).ToList();
        return all.Count > 1 ? Overloads.Best(all, static c => c.Node, call)?.Node : null;
    }

    public Value CallUnknown(Machine machine, Value callee, CallSite call)
    {
        if (callee is UnknownValue outside && (call.IsNew || IsType(outside)) && JvmLibrary.NewOrNull(outside.LastName.Length > 0 ? Simple(outside.LastName) : Simple(outside.Module ?? ""), call) is { } known)
        {
            return known;
        }

        foreach (var argument in call.Arguments.Concat(call.Named.Values))
        {
            machine.Later(argument);
        }

        if (callee is not UnknownValue unknown)
        {
            return UnknownValue.Tainted(callee.Taint);
        }

        var name = call.Name.EndsWith("()", StringComparison.Ordinal) ? call.Name[..^2] : call.Name;
        if (call.IsNew || IsType(unknown) || name is "builder" or "newBuilder" or "toolBuilder")
        {
            var path = name is "builder" or "newBuilder" or "toolBuilder" && unknown.Path.LastIndexOf('.') is var at ? at > 0 ? unknown.Path[..at] : "" : unknown.Path.Replace("()", "", StringComparison.Ordinal);
            var made = new LibraryObject(path.Length > 0 ? $"{unknown.Module}.{path}" : (unknown.Module ?? "").Replace("()", "", StringComparison.Ordinal), call);
            made.Add(new LibraryCall("", call.Arguments, call.Named, null));
            return made;
        }

        return unknown.Called();
    }

    public Value Import(Machine machine, EvaluatedModule from, string specifier) => UnknownValue.Plain;

    public Value Binary(string operation, Value left, Value right) => JvmOperators.Apply(operation, left, right);

    public void Made(Machine machine, FactNode node, Value value, EvaluatedModule module)
    {
        if (value is ClassValue type)
        {
            Names.Made(node, type);
        }
    }

    public void Matched(Machine machine, string constant, bool entered)
    {
        // Which constant a value was compared with names no tool here: servers of this platform do not answer requests by hand.
    }

    public Value? Evaluate(Machine machine, FactNode node, Scope scope, Frame frame) => null;

    /// <summary>A member of a value without what is around it; null where it is not known to have it.</summary>
    public Value? MemberOrNull(Machine machine, Value target, string name)
    {
        switch (target)
        {
            case ReceiverValue scoped:
                return MemberOrNull(machine, scoped.Receiver, name);
            case RecordValue { Class: { } type } instance:
                return name == "$this()" ? Delegating(type) : Members.OfInstanceOrNull(machine, instance, type, name) ?? JvmLibrary.MemberOrNull(machine, this, instance, name);
            case ClassValue type:
                return name == "class" ? type : Members.StaticOrNull(machine, type, name) ?? JvmLibrary.OfClassOrNull(machine, this, type, name);
            default:
                return JvmLibrary.MemberOrNull(machine, this, target, name);
        }
    }

    private static string Simple(string name)
    {
        var bare = name.EndsWith("()", StringComparison.Ordinal) ? name[..^2] : name;
        return bare[(bare.LastIndexOf('.') + 1)..];
    }

    private static bool IsType(UnknownValue value)
    {
        var name = Simple(value.Path.Length > 0 ? value.Path : value.Module ?? "");
        return name.Length > 0 && char.IsUpper(name[0]) && !value.Path[..Math.Max(0, value.Path.Length - 2)].Contains("()", StringComparison.Ordinal);
    }

    private static Value? Bound(Value? member, Value self) =>
        member is FunctionValue { This: null } method ? new FunctionValue(method.Node, method.Scope) { Home = method.Home, This = self } : member;

    /// <summary>What a class sees of the classes and functions that it stands in.</summary>
    private Value? AroundOrNull(Machine machine, Value target, string name)
    {
        var type = target as ClassValue ?? (target as RecordValue)?.Class;
        if (type is null)
        {
            return null;
        }

        if (type.Scope.FindOrNull("$this")?.Value is { } outer && !ReferenceEquals(outer, target) && Bound(MemberOrNull(machine, outer, name), outer) is { } found)
        {
            return found;
        }

        for (var around = ClassNames.AroundOrNull(type); around is not null; around = ClassNames.AroundOrNull(around))
        {
            if ((around.Name == name ? around : Members.StaticOrNull(machine, around, name)) is { } member)
            {
                return member;
            }
        }

        return null;
    }

    /// <summary>A function of the source that is named as one of the library's builders: the arguments say which one is meant.</summary>
    private NativeValue OwnOrLibrary(Machine machine, ReceiverValue scoped, FunctionValue own, string name)
    {
        var library = MemberOrNull(machine, scoped.Receiver, name);
        return Native.Of(name, (m, call) => library is not null && !Overloads.Fits(own.Node, call)
            ? m.Invoke(library, call)
            : m.Invoke(new FunctionValue(own.Node, own.Scope) { This = new ReceiverValue(scoped.Receiver, ConstantValue.Undefined) }, Overloads.Placed(call, own.Node)));
    }

    /// <summary>True where a name in a lambda with a receiver means what the file declares or imports: what a library's object has is not known, so that alone cannot decide.</summary>
    private bool IsOfFile(Machine machine, ReceiverValue scoped, string name)
    {
        var bare = name.EndsWith("()", StringComparison.Ordinal) ? name[..^2] : name;
        return scoped.Receiver.Primary is LibraryObject or UnknownValue && machine.Current is { } current && _modules.FindOrNull(current.Path) is { } module
            && (char.IsUpper(bare[0]) || module.ImportOrNull(bare) is not null || KotlinLibrary.FunctionOrNull(machine, this, bare) is not null || Names.FindOrNull(machine, name, module) is not null);
    }

    /// <summary>A function or property of the source that is written for values of another type; null where there is none.</summary>
    private FunctionValue? ExtensionOrNull(Machine machine, string name) =>
        name.EndsWith("()", StringComparison.Ordinal) && machine.Current is { } current && _modules.FindOrNull(current.Path) is { } module && module.File.Language == "kotlin"
            && Names.FindOrNull(machine, name, module) is FunctionValue function && !function.Node[6].IsAbsent ? function : null;

    /// <summary>What a name means in the file that runs. Only <c>this</c> sees the file: what is a member of something unknown is unknown too.</summary>
    private Value FileMember(Machine machine, Value target, string name)
    {
        if (target is UnknownValue unknown)
        {
            return unknown.Member(name);
        }

        var type = target as ClassValue ?? (target as RecordValue)?.Class;
        if (type is null && target is not ConstantValue { IsNothing: true })
        {
            return UnknownValue.Tainted(target.Taint);
        }

        var module = machine.Current is { } current ? _modules.FindOrNull(current.Path) : type is null ? null : ModuleOf(type);
        if (module is not null && Names.FindOrNull(machine, name, module) is { } found)
        {
            return found is ClassValue declared && ClassMembers.Kind(declared) == "object" && !name.EndsWith("()", StringComparison.Ordinal) ? Members.Singleton(machine, declared) : found;
        }

        var bare = name.EndsWith("()", StringComparison.Ordinal) ? name[..^2] : name;
        return JvmLibrary.GlobalOrNull(machine, this, bare, name) ?? new UnknownValue { Module = (module?.ImportOrNull(bare) ?? bare) + (bare == name ? "" : "()") };
    }

    private FunctionValue Overload(FunctionValue function, CallSite call)
    {
        if (!call.Name.EndsWith("()", StringComparison.Ordinal) || _modules.FindOrNull(function.Scope.Module.Path)?.Functions.GetValueOrDefault(call.Name) is not { Count: > 1 } several || !several.Exists(m => m[0] == function.Node))
        {
            return function;
        }

        var best = Overloads.Best(several.Select(static m => (Method: m, m.Line)), static m => m.Method[0], call)!.Value.Method;
        return best[0] == function.Node ? function : ClassNames.Function(best, function.Scope);
    }

    /// <summary><c>this(…)</c> in a constructor; the first argument names the class, as an instance may be one of a class that extends it.</summary>
    private NativeValue Delegating(ClassValue type) =>
        Native.Of("$this()", (machine, call) =>
        {
            var own = type.Chain().FirstOrDefault(c => c.Name == Native.TextOrNull(call, 0)) ?? type;
            var rest = new CallSite { Node = call.Node, File = call.File, This = call.This, Name = "constructor", Arguments = [.. call.Arguments.Skip(1)], Named = call.Named, IsOpen = call.IsOpen };
            return (Constructor(machine, own, rest) ?? own.Methods.GetValueOrDefault("constructor")) is { } chosen
                ? machine.Invoke(new FunctionValue(chosen, own.Scope) { This = call.This, Home = own }, Overloads.Placed(rest, chosen))
                : ConstantValue.Undefined;
        });

    private RecordValue Filled(Machine machine, ClassValue type, RecordValue map)
    {
        foreach (var member in type.Node[1].Children.Where(static m => m.Kind == FactKind.Field && m.Text!.StartsWith("$block", StringComparison.Ordinal)))
        {
            Names.EvaluateIn(machine, member[0], type.Scope, new ReceiverValue(map, type.Scope.FindOrNull("$this")?.Value ?? ConstantValue.Undefined));
        }

        return map;
    }
}
