using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Explaining;
using Catalog.Crawler.Extractors.Python.Runtime;

namespace Catalog.Crawler.Extractors.Python.Registrations;

/// <summary>The servers that the source makes, and what is registered on them, in the ways of the official SDK and of FastMCP.</summary>
internal sealed class ToolRegistry(ToolCollector collector)
{
    /// <summary>Marks a record that <c>types.Tool(...)</c> made.</summary>
    public const string ToolTag = "tool";

    private const int MostTools = 5_000;
    private readonly List<ServerValue> _servers = [];
    private readonly List<ListHandler> _handlers = [];
    private readonly List<(RecordValue Record, string? Condition, EvaluatedModule? Module)> _made = [];
    private readonly Dictionary<EvaluatedModule, string?> _imports = [];
    private readonly Dictionary<RecordValue, ServerValue> _instances = [];
    private ServerValue? _unnamed;

    /// <summary>How many registrations were seen.</summary>
    public int Count { get; private set; }

    /// <summary>True while what is found was not seen to be reached by anything that runs.</summary>
    public bool IsUnreached { get; set; }

    /// <summary>A file is imported under a condition; without one from anywhere, what it registers has none.</summary>
    public void Imported(EvaluatedModule module, string? condition)
    {
        if (!_imports.TryGetValue(module, out var known) || (known is not null && condition is null))
        {
            _imports[module] = condition;
        }
    }

    /// <summary>The condition under which a file is imported; null for none.</summary>
    public string? ConditionOf(EvaluatedModule? module) => module is null ? null : _imports.GetValueOrDefault(module);

    /// <summary>The server that stands for a value; null where the value is none.</summary>
    public ServerValue? ServerOrNull(Value value)
    {
        switch (value.Primary)
        {
            case ServerValue server:
                return server;
            case RecordValue { Class: { } type } record when SdkNames.IsServer(type):
                if (!_instances.TryGetValue(record, out var own))
                {
                    _instances[record] = own = Make();
                }

                return own;
            case UnknownValue { Module: null } or ConstantValue { IsUndefined: true }:
                return _unnamed ??= Make();
            case UnknownValue { Module: { } module } when SdkNames.IsSdk(module):
                return _unnamed ??= Make();
            default:
                return null;
        }
    }

    /// <summary>The server that stands for an instance of a class of the program's own.</summary>
    public ServerValue ServerOfOwn(RecordValue instance)
    {
        if (!_instances.TryGetValue(instance, out var own))
        {
            _instances[instance] = own = Make();
        }

        return own;
    }

    public ServerValue Make()
    {
        var server = new ServerValue();
        if (_servers.Count < 1000)
        {
            _servers.Add(server);
        }

        return server;
    }

    /// <summary>Keeps a definition that was made by hand, in case nothing is seen to offer it.</summary>
    public void Made(Machine machine, RecordValue record)
    {
        if (_made.Count < MostTools)
        {
            _made.Add((record, machine.Condition, machine.Current));
        }
    }

    public void AddFunction(Machine machine, ServerValue server, Value function, Value? name, IReadOnlyDictionary<string, Value> named)
    {
        if (new ToolReader(machine).OfFunctionOrNull(function, name, named) is { } tool)
        {
            var isOff = named.GetValueOrDefault("enabled")?.Primary is ConstantValue { Content: false };
            Add(server, tool with { IsNotOffered = isOff }, machine.Current);
        }
    }

    /// <summary>Adds a definition, a function, or a list of them.</summary>
    public void AddAny(Machine machine, ServerValue server, Value value, IReadOnlyDictionary<string, Value> named, int depth = 0)
    {
        foreach (var option in value is ChoiceValue choice ? choice.Options : [new Slot(value, null)])
        {
            machine.Under(option.Condition, () =>
            {
                switch (option.Value)
                {
                    case FunctionValue or PartialValue:
                        AddFunction(machine, server, option.Value, null, named);
                        break;
                    case RecordValue { Tag: FromFunction from }:
                        AddFunction(machine, server, from.Function, null, from.Named);
                        break;
                    case RecordValue record when record.FindOrNull("tools") is { } inner && record.FindOrNull("name") is null && depth < 3:
                        AddAny(machine, server, inner, named, depth + 1);
                        break;
                    case RecordValue record when new ToolReader(machine).OfRecordOrNull(record) is { } tool:
                        Add(server, tool, machine.Current);
                        break;
                    case ListValue list when depth < 3:
                        foreach (var item in list.Items.Take(MostTools).ToList())
                        {
                            machine.Under(item.Condition, () => AddOne(machine, server, item.Value, named, depth));
                        }

                        break;
                    default:
                        break;
                }

                return Count;
            });
        }
    }

    public void Handle(Machine machine, ServerValue server, Value function) => _handlers.Add(new ListHandler(server, function, machine.Condition, machine.Current));

    public void Mount(Machine machine, ServerValue outer, Value inner, Value? prefix)
    {
        if (inner.Primary is not ServerValue && ServerOrNull(inner) is null || ReferenceEquals(inner.Primary, outer))
        {
            return;
        }

        var server = ServerOrNull(inner)!;
        server.IsMounted = true;
        outer.Mounts.Add(new MountedServer(server, prefix is null || prefix.IsNothing ? "" : prefix.Primary is ConstantValue { Text: { } text, Partial: false } ? text : null, machine.Condition));
    }

    public void Run(Machine machine, ServerValue server) => server.Runs.Add(Scope.Join(ConditionOf(machine.Current), machine.Condition));

    /// <summary>Calls what answers <c>tools/list</c>; again where more has run since, as the lists may have grown.</summary>
    public void CallHandlers(Machine machine)
    {
        for (var i = 0; i < _handlers.Count; i++)
        {
            var handler = _handlers[i];
            machine.Under(handler.Condition, () =>
            {
                AddAny(machine, handler.Server, machine.CallWithUnknowns(handler.Function), new Dictionary<string, Value>(StringComparer.Ordinal));
                return Count;
            });
        }
    }

    /// <summary>Definitions that nothing was seen to offer.</summary>
    public void AddMade(Machine machine)
    {
        var server = _unnamed ??= Make();
        IsUnreached = true;
        foreach (var (record, condition, module) in _made)
        {
            if (new ToolReader(machine).OfRecordOrNull(record) is { } tool)
            {
                Add(server, tool with { Condition = condition }, module);
            }
        }

        IsUnreached = false;
    }

    /// <summary>
    /// Hands every tool to the collector. A process serves one server: where one of them is run at every start, those that are run only otherwise are other programs, and their tools are not offered.
    /// </summary>
    public void Collect()
    {
        var isAnyRun = _servers.Exists(static s => s.Runs.Contains(null));
        var ordered = _servers.Where(static s => !s.IsMounted).OrderBy(s => IsOther(s, isAnyRun) ? 1 : 0).ToList();
        foreach (var server in ordered)
        {
            Collect(server, "", null, IsOther(server, isAnyRun), 0);
        }
    }

    private static bool IsOther(ServerValue server, bool isAnyRun) => isAnyRun && server.Runs.Count > 0 && !server.Runs.Contains(null);

    private void Collect(ServerValue server, string prefix, string? condition, bool isOther, int depth)
    {
        foreach (var (tool, module) in server.Tools)
        {
            collector.IsUnreached = tool.IsUnreached;
            collector.Add(tool with
            {
                Name = prefix + tool.Name,
                Condition = Scope.Join(condition, Scope.Join(ConditionOf(module), tool.Condition)),
                IsNotOffered = isOther || tool.IsNotOffered,
            });
        }

        collector.IsUnreached = false;
        foreach (var mount in server.Mounts.Where(m => m.Prefix is not null && depth < 6))
        {
            Collect(mount.Server, mount.Prefix!.Length == 0 ? prefix : $"{prefix}{mount.Prefix}_", Scope.Join(condition, mount.Condition), isOther, depth + 1);
        }
    }

    private int AddOne(Machine machine, ServerValue server, Value value, IReadOnlyDictionary<string, Value> named, int depth)
    {
        AddAny(machine, server, value, named, depth + 1);
        return Count;
    }

    private void Add(ServerValue server, FoundTool tool, EvaluatedModule? module)
    {
        if (server.Tools.Count < MostTools)
        {
            ExtractionTrace.Current?.Registered(tool);
            Count++;
            server.Tools.Add(new RegisteredTool(tool with { IsUnreached = IsUnreached }, module));
        }
    }
}
