using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Linking;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Elixir;

/// <summary>Modules of the program by their names, and the functions of Elixir's library that lists of tools are made with.</summary>
internal sealed class ElixirHost(Func<Machine> machine) : ILanguageHost
{
    private readonly Dictionary<string, List<ElixirModule>> _modules = new(StringComparer.Ordinal);

    /// <summary>The modules, in the order of the files.</summary>
    public List<ElixirModule> Modules { get; } = [];

    public Action<RecordValue>? OnMade { get; set; }

    public Action<string, bool>? OnMatched { get; set; }

    /// <summary>Takes the modules of a file; their attributes are set, their functions are known by name.</summary>
    public void Add(EvaluatedModule file)
    {
        foreach (var node in FactSearch.Within(file.Facts.Root).Where(static n => n.Kind == FactKind.Class && n.Text is not null))
        {
            var module = new ElixirModule(node, new Scope(file.Scope, file, isFunction: true), file);
            Modules.Add(module);
            var last = node.Text!.Split('.')[^1];
            (_modules.TryGetValue(last, out var known) ? known : _modules[last] = []).Add(module);
            foreach (var statement in node[1].Children)
            {
                if (statement is { Kind: FactKind.Function, Text: { } name } && !module.Scope.Has(name))
                {
                    module.Scope.Declare(name, new Binding(new FunctionValue(statement, module.Scope), 0));
                }
                else if (statement.Kind == FactKind.Assign)
                {
                    module.Scope.Declare(statement[0].Text ?? "", new Binding(machine().Evaluate(statement[1], module.Scope, new Frame(UnknownValue.Plain, null, 0)), 0));
                }
            }
        }
    }

    /// <summary>A module by a name as written: the one whose whole name ends that way.</summary>
    public ElixirModule? FindOrNull(string name) =>
        _modules.GetValueOrDefault(name.Split('.')[^1]) is { } found
            ? found.Find(m => m.Node.Text == name) ?? found.Find(m => m.Node.Text!.EndsWith("." + name, StringComparison.Ordinal)) ?? found[0]
            : null;

    public Value Global(string name, EvaluatedModule module) =>
        char.IsUpper(name, 0) && FindOrNull(name) is { } found ? new RecordValue { Tag = found } : new UnknownValue { Module = "", Path = name };

    public Value Member(Machine machine, Value target, string name) =>
        target switch
        {
            RecordValue { Tag: ElixirModule module } => module.Scope.Has(name) ? module.Scope.FindOrNull(name)!.Value : UnknownValue.Plain,
            UnknownValue { Module: "", Path.Length: > 0 } outside => outside.Member(name),
            _ => UnknownValue.Plain,
        };

    public Value? Intercept(Machine machine, Value callee, CallSite call) =>
        callee is not UnknownValue { Module: "" } outside ? null : outside.Path switch
        {
            "Enum.map" when machine.ItemsOrNull(call[0]) is { } items && call.Arguments.Count > 1 => Mapped(machine, items, call.Arguments[1]),
            "List.flatten" or "Enum.concat" or "List.wrap" => Flat(machine, call),
            "Enum.filter" or "Enum.reject" or "Enum.sort_by" or "Enum.uniq" or "Enum.uniq_by" => call[0],
            "Enum.join" when machine.ItemsOrNull(call[0]) is { } items && items.All(static i => i.Value.Primary is ConstantValue) =>
                ConstantValue.Of(string.Join((call[1] as ConstantValue)?.Text ?? "", items.Select(static i => i.Value.Primary.ToString()))),
            "String.trim" when call[0] is ConstantValue { Text: { } text } => Native.Text(text.Trim(), call[0]),
            "to_string" or "Atom.to_string" => call[0],
            "Application.get_env" or "System.get_env" => Machine.Taint(call.Arguments.Count > 2 ? call[2] : ConstantValue.Null, "configuration"),
            _ => null,
        };

    public Value CallUnknown(Machine machine, Value callee, CallSite call)
    {
        foreach (var argument in call.Arguments.Where(static a => a is FunctionValue))
        {
            machine.Later(argument);
        }

        return UnknownValue.Plain;
    }

    public Value Import(Machine machine, EvaluatedModule from, string specifier) => UnknownValue.Plain;

    public Value Binary(string operation, Value left, Value right) =>
        left is ConstantValue a && right is ConstantValue b && operation is "==" or "===" or "!="
            ? ConstantValue.Of(Equals(((ConstantValue)left).Content, ((ConstantValue)right).Content) == (operation != "!="))
            : UnknownValue.Plain;

    public void Made(Machine machine, FactNode node, Value value, EvaluatedModule module)
    {
        if (value is RecordValue record)
        {
            OnMade?.Invoke(record);
        }
    }

    public void Matched(Machine machine, string constant, bool entered) => OnMatched?.Invoke(constant, entered);

    public Value? Evaluate(Machine machine, FactNode node, Scope scope, Frame frame) => null;

    private static ListValue Mapped(Machine machine, IReadOnlyList<Slot> items, Value function)
    {
        var result = new ListValue { Depth = machine.Depth };
        foreach (var item in items)
        {
            machine.Add(result, machine.Under(item.Condition, () => machine.Call(function, item.Value)), item.Condition);
        }

        return result;
    }

    private static ListValue Flat(Machine machine, CallSite call)
    {
        var result = new ListValue { Depth = machine.Depth };
        foreach (var item in call.Arguments.SelectMany(a => machine.ItemsOrNull(a) ?? []))
        {
            foreach (var part in machine.ItemsOrNull(item.Value) ?? [new Slot(item.Value, null)])
            {
                machine.Add(result, part.Value, Scope.Join(item.Condition, part.Condition));
            }
        }

        return result;
    }
}
