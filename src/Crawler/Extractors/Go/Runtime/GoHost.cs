using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Go.Modules;
using Catalog.Crawler.Extractors.Go.Registrations;
using Catalog.Crawler.Extractors.Go.Types;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Go.Runtime;

/// <summary>What Go and the libraries that are modelled mean to the machine.</summary>
internal sealed class GoHost(GoProgram program, ToolRegistry registry) : ILanguageHost
{
    private readonly Dictionary<(EvaluatedModule, string), Value> _globals = [];
    private Machine? _machine;
    private GoRuntime? _runtime;

    /// <summary>Names the machine whose host this is, once, before it runs.</summary>
    public GoRuntime Use(Machine machine)
    {
        _machine = machine;
        return _runtime = new GoRuntime(machine, program, registry);
    }

    private GoRuntime Runtime => _runtime ?? throw new InvalidOperationException("the machine is not named yet");

    public Value Global(string name, EvaluatedModule module)
    {
        if (Runtime.Builtins.FindOrNull(name) is { } known)
        {
            return known;
        }

        if (!_globals.TryGetValue((module, name), out var value))
        {
            _globals[(module, name)] = value = Imported(name, module);
        }

        return value;
    }

    public Value Member(Machine machine, Value target, string name) => Runtime.Members.Member(target, name);

    public Value? Intercept(Machine machine, Value callee, CallSite call)
    {
        if (GoTuple.SpreadOrNull(call) is { } several)
        {
            return Intercept(machine, callee, several) ?? machine.Invoke(callee, several);
        }

        return callee is FunctionValue function ? Runtime.Calls.Call(function, call) : null;
    }

    public Value CallUnknown(Machine machine, Value callee, CallSite call) => Runtime.Outside.Call(callee, call);

    public Value Import(Machine machine, EvaluatedModule from, string specifier) =>
        program.ImportOrNull(specifier, machine) is { } package ? package.Exports : new UnknownValue { Module = specifier };

    public Value Binary(string operation, Value left, Value right) => GoOperators.Apply(operation, left, right);

    public void Made(Machine machine, FactNode node, Value value, EvaluatedModule module)
    {
        // Literals have a type in Go and are made by this host itself.
    }

    public void Matched(Machine machine, string constant, bool entered)
    {
        // Servers that answer the protocol's methods themselves are not modelled by their dispatch.
    }

    public Value? Evaluate(Machine machine, FactNode node, Scope scope, Frame frame)
    {
        switch (node.Kind)
        {
            case FactKind.Composite:
                return Runtime.Literals.Make(node, null, scope, frame);
            case FactKind.Type:
                return new GoType(KindOf(node)) { Node = node, Scope = scope };
            case FactKind.Pointer:
                return Pointer(machine, node, scope, frame);
            case FactKind.Copy:
                return Runtime.Literals.Copy(machine.Evaluate(node[0], scope, frame));
            case FactKind.TypeDeclaration:
                scope.Declare(node.Text!, new Binding(new GoType(TypeKind.Named) { Name = node.Text!, Node = node, Scope = scope }, machine.Depth));
                return ConstantValue.Null;
            case FactKind.Declare or FactKind.Block or FactKind.If:
                machine.Execute(node, scope, frame);
                return ConstantValue.Null;
            default:
                return null;
        }
    }

    public Value? Index(Machine machine, Value target, Value index) => Runtime.Indexes.Index(target, index);

    private static TypeKind KindOf(FactNode node) =>
        node.Text switch
        {
            "slice" => TypeKind.Slice,
            "array" => TypeKind.Array,
            "map" => TypeKind.Map,
            "func" => TypeKind.Function,
            "struct" => TypeKind.Structure,
            "interface" => TypeKind.Interface,
            _ => TypeKind.Channel,
        };

    /// <summary>The address of a variable, a member or a new value, and what an address leads to.</summary>
    private Value Pointer(Machine machine, FactNode node, Scope scope, Frame frame)
    {
        var operand = node[0];
        if (node.Text == "*")
        {
            var value = machine.Evaluate(operand, scope, frame);
            return value switch
            {
                PointerValue pointer => pointer.Target,
                GoType type => GoType.Pointer(type),
                UnknownValue { Module: not null, Path.Length: > 0 } foreign => GoType.Pointer(GoTypes.Of(foreign)),
                GoInstantiation made => GoType.Pointer(GoTypes.Of(made)),
                _ => value,
            };
        }

        switch (operand.Kind)
        {
            case FactKind.Name when scope.FindOrNull(operand.Text!) is { } binding:
                return binding.Value is RecordValue or PointerValue or UnknownValue ? Address(binding.Value) : new PointerValue(() => binding.Value, v => binding.Value = v);
            case FactKind.Member:
                var owner = machine.Evaluate(operand[0], scope, frame);
                var member = machine.GetMember(owner, operand.Text!);
                return member is RecordValue or PointerValue ? Address(member) : new PointerValue(() => machine.GetMember(owner, operand.Text!), v => Runtime.Members.Set(owner, operand.Text!, v));
            default:
                return Address(machine.Evaluate(operand, scope, frame));
        }
    }

    private static Value Address(Value value) => value is PointerValue or UnknownValue ? value : PointerValue.To(value);

    private Value Imported(string name, EvaluatedModule module)
    {
        var imports = program.PackageOf(module)?.ImportsOf(module) ?? [];
        foreach (var (own, path) in imports)
        {
            if (own is not null ? own == name : program.NameOf(path) == name)
            {
                return Load(path, module);
            }
        }

        // A dependency's package may be called otherwise than its path ends.
        foreach (var (own, path) in imports)
        {
            if (own is null && !program.IsOwn(path) && ImportNames.May(path, name))
            {
                return new UnknownValue { Module = path };
            }
        }

        foreach (var (_, path) in imports.Where(static i => i.Name == "."))
        {
            if (_machine is not null && program.ImportOrNull(path, _machine)?.FindOrNull(name) is { } found)
            {
                return found;
            }

            if (!program.IsOwn(path))
            {
                return new UnknownValue { Module = path, Path = name };
            }
        }

        return UnknownValue.Plain;
    }

    private Value Load(string path, EvaluatedModule module) => _machine is null ? UnknownValue.Plain : Import(_machine, module, path);
}
