using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Linking;
using Catalog.Crawler.Extractors.Python.Modules;
using Catalog.Crawler.Extractors.Python.Registrations;
using Catalog.Crawler.Extractors.Python.Schemas;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Python.Runtime;

/// <summary>What Python and the libraries that are modelled mean to the machine.</summary>
internal sealed class PythonHost(PythonModules modules, ToolRegistry registry) : ILanguageHost
{
    private const int MostDefined = 50_000;
    private readonly ServerMembers _servers = new(registry);
    private readonly PythonClasses _classes = new();
    private readonly PythonPaths _paths = new(modules.Files);
    private readonly List<Value> _defined = [];
    private readonly Dictionary<ClassValue, bool> _answers = [];

    /// <summary>Functions and classes of the files that were run, in the order of their definition.</summary>
    public IReadOnlyList<Value> Defined => _defined;

    public Value Global(string name, EvaluatedModule module) =>
        name switch
        {
            "__name__" => ConstantValue.Of(modules.IsEntry(module) ? "__main__" : modules.NameOf(module)),
            "__file__" => PythonPaths.Text(module.Path),
            "__package__" => ConstantValue.Of(modules.PackageOf(module)),
            "__import_star__" => Native.Of(name, (machine, call) => ImportStar(machine, module, call)),
            "__iadd__" => Native.Of(name, PythonOperators.AddInPlace),
            "__text__" => Native.Of(name, static (machine, call) => PythonTexts.AsText(machine, call.Arguments[0])),
            "__decorate__" => Native.Of(name, DecorateClass),
            _ => PythonBuiltins.IsName(name) ? new UnknownValue { Module = PythonBuiltins.Module, Path = name } : UnknownValue.Plain,
        };

    public Value Member(Machine machine, Value target, string name)
    {
        switch (target.Primary)
        {
            case ServerValue server:
                return _servers.Member(server, name);
            case UnknownValue { Module: null } unknown:
                return unknown;
            case UnknownValue outside:
                return outside.Member(name);
            case ConstantValue { Text: { } text } constant:
                return PythonTexts.Member(constant, text, name);
            case ConstantValue { IsNothing: false } constant when name == "value":
                return constant;
            case ListValue list:
                return PythonCollections.List(list, name);
            case PathValue path:
                return _paths.Member(path, name);
            case PartialValue { Function: var whole } when name is "__name__" or "__doc__":
                return machine.GetMember(whole, name);
            case RecordValue { Tag: EvaluatedModule module }:
                return ModuleMember(machine, module, name);
            case RecordValue { Tag: PackageFolder folder } when name == "__path__":
                return ListValue.Of([PythonPaths.Text(folder.Path)]);
            case RecordValue { Tag: PackageFolder folder }:
                return modules.FindOrNull(folder, name) is { } found ? Load(machine, found) : UnknownValue.Plain;
            case RecordValue { Class: { } type } instance:
                return InstanceMember(machine, instance, type, name);
            case RecordValue record:
                return PythonLibraries.ParserOrNull(record, name) ?? PythonSignatures.MemberOrNull(record, name) ?? _paths.FileOrNull(record, name) ?? PythonCollections.DictionaryOrNull(record, name) ?? UnknownValue.Plain;
            case ClassValue type:
                return _classes.Member(machine, type, name);
            case FunctionValue function:
                return FunctionMember(function, name);
            default:
                return UnknownValue.Tainted(target.Taint);
        }
    }

    public Value? Index(Machine machine, Value target, Value index)
    {
        switch (target.Primary)
        {
            case UnknownValue { Module: "os", Path: "environ" }:
                return UnknownValue.Tainted($"the environment variable {index.Primary}");
            case UnknownValue or TypeValue when PythonBuiltins.GenericOrNull(machine, target.Primary, index) is { } generic:
                return generic;
            case ClassValue { Members: not null } type:
                return index.Primary is ConstantValue { Text: { } member } ? type.Statics.FindOrNull(member) ?? UnknownValue.Plain : UnknownValue.Plain;
            case ClassValue type:
                return type;
            case RecordValue { Class: null, Tag: null } record when index.Primary is ConstantValue { IsNothing: false, Partial: false } key:
                return record.FindOrNull(key.ToString()) ?? UnknownValue.Plain;
            case ListValue list when index.Primary is ConstantValue { Content: double and < 0 and var at } && -at <= list.Items.Count:
                return list.IsOpen ? UnknownValue.Plain : list.Items[(int)(list.Items.Count + at)].Value;
            default:
                return null;
        }
    }

    public Value? Intercept(Machine machine, Value callee, CallSite call)
    {
        switch (callee)
        {
            // A method of a class belongs to the class that it is called on, which may inherit it.
            case FunctionValue { This: ClassValue owner } function when (call.This as ClassValue ?? (call.This as RecordValue)?.Class) is { } receiver && !ReferenceEquals(owner, receiver) && receiver.Chain().Contains(owner):
                return machine.Invoke(new FunctionValue(function.Node, function.Scope) { This = receiver, Home = function.Home }, call);
            case FunctionValue function when !call.IsOpen && call.Node.Kind != FactKind.Absent && LacksArguments(function, call):
                return machine.Invoke(function, new CallSite { Node = call.Node, File = call.File, This = call.This, Name = call.Name, Arguments = call.Arguments, Named = call.Named, IsOpen = true });
            case FunctionValue { Node.Text: "tool", Home: { } own } when call[0] is FunctionValue && call.This is RecordValue { Class: not null } server && IsServer(own):
                // A server of the program's own: what answers the protocol is the program's business, what is handed to it is a tool.
                registry.AddFunction(machine, registry.ServerOfOwn(server), call.Arguments[0], null, call.Named);
                return null;
            case ClassValue type:
                return _classes.MakeOrNull(machine, type, call);
            case RecordValue or ListValue or ConstantValue when call.This is RecordValue { Class: null, Tag: null } record && PythonCollections.IsDictionaryMethod(call.Name):
                return PythonCollections.DictionaryOrNull(record, call.Name) is { } method ? machine.Invoke(method, call) : null;
            default:
                return null;
        }
    }

    public Value CallUnknown(Machine machine, Value callee, CallSite call)
    {
        if (callee is TypeValue type)
        {
            return machine.Invoke(type.Origin, call);
        }

        if (callee is PartialValue part)
        {
            return machine.Invoke(part.Function, part.Complete(call));
        }

        if (callee is UnknownValue { Module: { } module } outside)
        {
            var known = _paths.CallOrNull(machine, outside, call)
                ?? (module == PythonBuiltins.Module ? PythonBuiltins.CallOrNull(machine, outside.Path, call) : LibraryCallOrNull(machine, outside, call) ?? SdkCallOrNull(machine, outside, call));
            if (known is not null)
            {
                return known;
            }
        }

        if (RegistrationOrNull(machine, callee, call) is { } registered)
        {
            return registered;
        }

        // What is given one function, and nothing else, is taken for a decorator that keeps its signature. Only those of command lines call it at the start.
        if (call.Arguments is [{ Primary: FunctionValue or ClassValue } decorated] && call.Named.Count == 0 && call.Name.Length == 0)
        {
            if (callee is UnknownValue { Module: { } from, Path: var path } && (from.Split('.')[0] is "click" or "typer" or "cyclopts" or "fire" or "rich_click" || path.Contains("command", StringComparison.Ordinal) || path.Contains("callback", StringComparison.Ordinal)))
            {
                machine.Later(decorated);
            }

            return decorated;
        }

        foreach (var argument in call.Arguments.Concat(call.Named.Values))
        {
            machine.Later(argument);
        }

        return call.Arguments is [{ Primary: FunctionValue or ClassValue } only] && call.Named.Count == 0
            ? only
            : callee is UnknownValue unknown ? unknown.Called() : UnknownValue.Plain;
    }

    public Value Import(Machine machine, EvaluatedModule from, string specifier)
    {
        var found = modules.ResolveAll(from, specifier);
        foreach (var package in found.SkipLast(1))
        {
            Load(machine, package);
        }

        return found.Count > 0 ? Load(machine, found[^1]) : new UnknownValue { Module = specifier.TrimStart('.') is { Length: > 0 } name ? name : "." };
    }

    /// <summary>A file is imported by a name that is made at run time: every file that may be meant is imported.</summary>
    public void ImportDiscovered(Machine machine)
    {
        foreach (var path in modules.Discovered)
        {
            if (modules.FindOrNull(path) is { HasStarted: false } module)
            {
                Load(machine, module);
            }
        }
    }

    public Value Binary(string operation, Value left, Value right) => PythonPaths.JoinedOrNull(operation, left, right) ?? PythonOperators.Apply(operation, left, right);

    public void Made(Machine machine, FactNode node, Value value, EvaluatedModule module)
    {
        if (value is ClassValue type)
        {
            _classes.Made(machine, type);
        }

        if (value is FunctionValue or ClassValue && _defined.Count < MostDefined)
        {
            _defined.Add(value);
        }
    }

    public void Matched(Machine machine, string constant, bool entered)
    {
        // Python servers do not dispatch methods of the protocol themselves.
    }

    public Value? Evaluate(Machine machine, FactNode node, Scope scope, Frame frame) =>
        node.Kind switch
        {
            FactKind.Comprehension => PythonComprehension.Evaluate(machine, node, scope, frame),
            FactKind.Super => UnknownValue.Plain,
            FactKind.Delete => ConstantValue.Null,
            _ => null,
        };

    /// <summary>What the ancestors that are not in the source have: those of a server, for a class that extends one.</summary>
    public Value SuperMember(Machine machine, Value self, string name) =>
        self is RecordValue instance && registry.ServerOrNull(instance) is { } server ? _servers.Member(server, name) : UnknownValue.Plain;

    private Value? LibraryCallOrNull(Machine machine, UnknownValue callee, CallSite call) =>
        callee.Module switch
        {
            "inspect" => PythonSignatures.CallOrNull(machine, callee, call),
            "pkgutil" => PythonPackages.CallOrNull(modules.Files, callee, call),
            _ => PythonLibraries.CallOrNull(machine, callee, call),
        };

    private Value? SdkCallOrNull(Machine machine, UnknownValue callee, CallSite call)
    {
        switch (callee.LastName)
        {
            case var _ when SdkNames.IsServer(callee):
                return _servers.New(machine, call);
            case "Tool" when SdkNames.IsSdk(callee.Module!) || call.Named.ContainsKey("inputSchema"):
                var tool = Named(machine, call);
                tool.Tag = ToolRegistry.ToolTag;
                registry.Made(machine, tool);
                return tool;
            case "ToolAnnotations" or "ListToolsResult" or "ServerResult" or "SettingsConfigDict":
                return call.Named.Count == 0 && call.Arguments.Count == 1 ? call.Arguments[0] : Named(machine, call);
            case "from_function" or "from_tool" when SdkNames.IsSdk(callee.Module!) && (call.Arguments.Count > 0 ? call.Arguments[0] : call.Named.GetValueOrDefault("fn")) is { } whole:
                return FromFunction.Make(machine, whole, call);
            default:
                return null;
        }
    }

    private static RecordValue Named(Machine machine, CallSite call)
    {
        var record = new RecordValue { Depth = machine.Depth, Node = call.Node, File = call.File };
        foreach (var (name, value) in call.Named)
        {
            record.Set(name, value);
        }

        return record;
    }

    /// <summary>A registration on a server that the source does not show: a parameter that nothing seen fills.</summary>
    private Value? RegistrationOrNull(Machine machine, Value callee, CallSite call)
    {
        var name = call.Name.Length > 0 ? call.Name : call.Node.Kind == FactKind.Member ? call.Node.Text! : "";
        if (name is not ("tool" or "add_tool" or "list_tools") || call.This is ConstantValue && call.Node.Kind != FactKind.Member || (callee is UnknownValue { Module: { } module } && !SdkNames.IsSdk(module)))
        {
            return null;
        }

        var server = registry.ServerOrNull(UnknownValue.Plain)!;
        return name switch
        {
            "tool" => _servers.Tool(machine, server, call),
            "add_tool" => _servers.AddTool(machine, server, call),
            _ => _servers.ListTools(machine, server, call),
        };
    }

    private Value ModuleMember(Machine machine, EvaluatedModule module, string name) =>
        module.Scope.FindOrNull(name)?.Value
        ?? (modules.SubmoduleOrNull(module, name) is { } inner ? Load(machine, inner) : name switch
        {
            "__name__" => ConstantValue.Of(modules.NameOf(module)),
            "__file__" => PythonPaths.Text(module.Path),
            "__path__" => ListValue.Of([PythonPaths.Text(PythonModules.Parent(module.Path))]),
            _ => UnknownValue.Plain,
        });

    private Value Load(Machine machine, object found)
    {
        if (found is not EvaluatedModule module)
        {
            return new RecordValue { Tag = found, IsOpen = true };
        }

        registry.Imported(module, Scope.Join(registry.ConditionOf(machine.Current), machine.Condition));
        machine.Run(module);
        module.Exports.Tag ??= module;
        return module.Exports;
    }

    private Value ImportStar(Machine machine, EvaluatedModule module, CallSite call)
    {
        if (Native.TextOrNull(call, 0) is not { } specifier)
        {
            return UnknownValue.Plain;
        }

        if (Import(machine, module, specifier) is RecordValue { Tag: EvaluatedModule other })
        {
            foreach (var (name, binding) in other.Scope.Names.ToList())
            {
                if (!name.StartsWith('_'))
                {
                    module.Scope.Declare(name, new Binding(binding.Value, machine.Depth));
                }
            }
        }

        return ConstantValue.Null;
    }

    /// <summary>True for a class of the source that answers <c>tools/list</c>.</summary>
    private bool IsServer(ClassValue type) =>
        _answers.TryGetValue(type, out var known) ? known : _answers[type] = FactSearch.HasText(type.Node[1], "tools/list");

    private static Value DecorateClass(Machine machine, CallSite call)
    {
        var result = machine.Invoke(call.Arguments[0], new CallSite { Node = call.Node, File = call.File, This = ConstantValue.Undefined, Arguments = [call.Arguments[1]] });
        return result is UnknownValue ? call.Arguments[1] : result;
    }

    private Value InstanceMember(Machine machine, RecordValue instance, ClassValue type, string name)
    {
        foreach (var ancestor in type.Chain())
        {
            if (ancestor.Statics.TryGet(name, out var own))
            {
                return own.Value is GetterValue read
                    ? machine.Invoke(read.Function, new CallSite { Node = FactNode.Absent, File = "", This = instance, Arguments = [] })
                    : own.Value is FunctionValue { This: null } function ? new FunctionValue(function.Node, function.Scope) { This = instance, Home = ancestor } : own.Value;
            }
        }

        if (SdkNames.IsServer(type))
        {
            return _servers.Member(registry.ServerOrNull(instance)!, name);
        }

        return name switch
        {
            "__class__" => type,
            "model_dump" or "dict" or "_asdict" => Native.Of(name, (m, _) => Plain(m, instance)),
            _ => UnknownValue.Plain,
        };
    }

    private static RecordValue Plain(Machine machine, RecordValue instance)
    {
        var record = new RecordValue { Depth = machine.Depth, Node = instance.Node, File = instance.File };
        machine.Spread(record, instance);
        return record;
    }

    private static Value FunctionMember(FunctionValue function, string name) =>
        name switch
        {
            "__name__" or "__qualname__" => (ToolReader.FunctionOrNull(function) ?? function).Node.Text is { } text ? ConstantValue.Of(text) : UnknownValue.Plain,
            "__doc__" => ToolReader.DocumentationOrNull((ToolReader.FunctionOrNull(function) ?? function).Node) is { } words ? ConstantValue.Of(words) : ConstantValue.Null,
            _ => UnknownValue.Plain,
        };

    private static bool LacksArguments(FunctionValue function, CallSite call)
    {
        var position = 0;
        foreach (var parameter in function.Node[0].Children)
        {
            if (parameter[0].Kind == FactKind.Rest)
            {
                position = int.MaxValue / 2;
                continue;
            }

            if (parameter[0].Text is { } name && call.Named.ContainsKey(name))
            {
                continue;
            }

            if (position++ >= call.Arguments.Count && parameter[1].IsAbsent)
            {
                return true;
            }
        }

        return false;
    }
}
