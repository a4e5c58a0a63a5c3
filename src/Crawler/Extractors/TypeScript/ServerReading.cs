using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.TypeScript.Runtime;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.TypeScript;

/// <summary>Runs one group of entry points: first what a start runs, then what the outside may call, then, where nothing was found, what is only defined.</summary>
internal sealed class ServerReading(Machine machine, JavaScriptHost host, ToolCollector collector)
{
    private const int MostUncalled = 3_000;
    private const int MostHandlers = 20;

    public void Read(IReadOnlyList<EvaluatedModule> entries)
    {
        foreach (var entry in entries)
        {
            machine.Run(entry);
        }

        machine.RunLater();
        if (collector.Count == 0)
        {
            CallExports(entries);
            machine.RunLater();
        }

        if (collector.Count == 0)
        {
            machine.Limit(EvaluationBudget.MostUncalledSteps);
            CallTheRest();
            machine.RunLater();
        }
    }

    /// <summary>Runs files that nothing starts, and calls what they define: for what they would register.</summary>
    public void ReadAll(IReadOnlyList<EvaluatedModule> files)
    {
        foreach (var file in files)
        {
            machine.Run(file);
        }

        machine.RunLater();
        CallTheRest(files.ToHashSet());
        machine.RunLater();
        host.Declared.AddTo(collector, machine);
    }

    /// <summary>A library's server is made by whoever imports it.</summary>
    private void CallExports(IReadOnlyList<EvaluatedModule> entries)
    {
        foreach (var entry in entries)
        {
            var exports = host.ExportsOf(entry);
            CallOrMake(exports);
            foreach (var key in (exports as RecordValue)?.Keys.ToList() ?? [])
            {
                var value = machine.GetMember(exports, key).Primary;
                CallOrMake(value);
                CallHandlers(value);
            }
        }
    }

    /// <summary>A host calls the functions of an exported object: <c>export default { fetch(request) { … } }</c>.</summary>
    private void CallHandlers(Value exported)
    {
        foreach (var key in exported is RecordValue record ? record.Keys.Take(MostHandlers).ToList() : [])
        {
            if (machine.GetMember(exported, key).Primary is FunctionValue handler)
            {
                CallOrMake(handler);
            }
        }
    }

    /// <summary>Functions and classes that nothing seen so far calls; what they register is not known to be reached.</summary>
    private void CallTheRest(IReadOnlySet<EvaluatedModule>? within = null)
    {
        collector.IsUnreached = true;
        foreach (var value in host.Defined.Where(v => IsUncalled(v) && (within is null || within.Contains(ModuleOf(v)!))).Take(MostUncalled).ToList())
        {
            CallOrMake(value);
        }

        collector.IsUnreached = false;
    }

    private bool IsUncalled(Value value) => value is not FunctionValue function || !machine.Called.Contains(function.Node);

    private static EvaluatedModule? ModuleOf(Value value) => ((value as FunctionValue)?.Scope ?? (value as ClassValue)?.Scope)?.Module;

    private void CallOrMake(Value value)
    {
        switch (value)
        {
            case FunctionValue function when !machine.Called.Contains(function.Node):
                machine.CallWithUnknowns(function);
                break;
            case ClassValue type:
                var instance = machine.Instantiate(type, new CallSite { Node = FactNode.Absent, File = "", This = ConstantValue.Undefined, Arguments = [], IsOpen = true });
                foreach (var method in type.Methods.Where(m => m.Key != "constructor" && !machine.Called.Contains(m.Value)).ToList())
                {
                    machine.Invoke(machine.GetMember(instance, method.Key), new CallSite { Node = FactNode.Absent, File = "", This = instance, Arguments = [], IsOpen = true });
                }

                break;
            default:
                break;
        }
    }
}
