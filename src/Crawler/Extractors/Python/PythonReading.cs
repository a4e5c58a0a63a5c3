using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Python.Modules;
using Catalog.Crawler.Extractors.Python.Registrations;
using Catalog.Crawler.Extractors.Python.Runtime;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Python;

/// <summary>Runs one group of entry points: first what a start runs, then what the outside may call, then, where nothing was found, what is only defined.</summary>
internal sealed class PythonReading(Machine machine, PythonHost host, PythonModules modules, ToolRegistry registry)
{
    private const int MostUncalled = 2_000;

    public void Read(IReadOnlyList<EntryPoint> entries)
    {
        foreach (var entry in entries)
        {
            if (modules.FindOrNull(entry.Path) is not { } module)
            {
                continue;
            }

            registry.Imported(module, null);
            host.Import(machine, module, PythonModuleOf(module));
            machine.Run(module);
            if (entry.Function is { } name && module.Scope.FindOrNull(name)?.Value is { } main && !(main.Primary is FunctionValue called && machine.Called.Contains(called.Node)))
            {
                machine.CallWithUnknowns(main);
            }
        }

        Finish();
        if (registry.Count == 0)
        {
            CallTheRest();
            Finish();
        }

        if (registry.Count == 0)
        {
            registry.AddMade(machine);
        }

        registry.Collect();
    }

    /// <summary>Runs files for all that they define, whether or not anything calls it.</summary>
    public void ReadAll(IReadOnlyList<EntryPoint> files)
    {
        foreach (var file in files)
        {
            if (modules.FindOrNull(file.Path) is { } module)
            {
                machine.Run(module);
            }
        }

        Finish();
        CallTheRest();
        registry.AddMade(machine);
        registry.Collect();
    }

    /// <summary>Runs files for the classes that they define, each of which may be a tool.</summary>
    public void ReadClasses(IReadOnlyList<EntryPoint> files)
    {
        foreach (var module in files.Select(f => modules.FindOrNull(f.Path)).OfType<EvaluatedModule>())
        {
            machine.Run(module);
        }

        new ToolClasses(machine, host, registry).Read();
        registry.Collect();
    }

    /// <summary>The packages around an entry point run before it.</summary>
    private string PythonModuleOf(EvaluatedModule module) => modules.PackageOf(module) is { Length: > 0 } package ? package : ".";

    private void Finish()
    {
        // First with what the start alone has made: what the outside may call can be long.
        registry.CallHandlers(machine);
        machine.RunLater();
        registry.CallHandlers(machine);
    }

    /// <summary>Functions and classes that nothing seen so far calls; what they register is not known to be reached.</summary>
    private void CallTheRest()
    {
        registry.IsUnreached = true;
        foreach (var value in host.Defined.Where(v => v switch { FunctionValue f => !machine.Called.Contains(f.Node), _ => true }).Take(MostUncalled).ToList())
        {
            switch (value)
            {
                case FunctionValue function when !machine.Called.Contains(function.Node):
                    machine.CallWithUnknowns(function);
                    break;
                case ClassValue type:
                    var instance = machine.Instantiate(type, Open(ConstantValue.Undefined));
                    foreach (var method in type.Methods.Where(m => m.Key != "constructor" && !machine.Called.Contains(m.Value)).ToList())
                    {
                        machine.Invoke(machine.GetMember(instance, method.Key), Open(instance));
                    }

                    break;
                default:
                    break;
            }
        }

        registry.CallHandlers(machine);
        registry.IsUnreached = false;
    }

    private static CallSite Open(Value self) => new() { Node = FactNode.Absent, File = "", This = self, Arguments = [], IsOpen = true };
}
