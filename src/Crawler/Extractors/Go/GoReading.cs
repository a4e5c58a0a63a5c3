using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Go.Modules;
using Catalog.Crawler.Extractors.Go.Registrations;
using Catalog.Crawler.Extractors.Go.Runtime;

namespace Catalog.Crawler.Extractors.Go;

/// <summary>Runs one program: its packages' start, its <c>main</c>, what the outside was given, and last what is only defined.</summary>
internal sealed class GoReading(GoRuntime runtime, GoProgram program, ToolRegistry registry)
{
    private const int MostUncalled = 4_000;
    private readonly Machine _machine = runtime.Machine;

    /// <summary>Reads the program of a folder.</summary>
    public void ReadProgram(string folder)
    {
        if (program.PackageOrNull(folder, _machine) is not { } package)
        {
            return;
        }

        Start(package, 0);
        if (package.FindOrNull("main") is FunctionValue main)
        {
            _machine.Apart(main.Scope.Module, () => _machine.CallWithUnknowns(main));
        }

        runtime.Outside.RunLater();
        CallTheRest(registry.Count == 0 && !registry.HasUnknown);
        registry.AddMade(runtime);
    }

    /// <summary>Reads packages that no program of the snapshot uses: what they register is not known to be reached.</summary>
    public void ReadLibrary(IReadOnlyList<string> folders)
    {
        foreach (var folder in folders)
        {
            if (program.PackageOrNull(folder, _machine) is { } package)
            {
                Start(package, 0);
            }
        }

        CallTheRest(isUnknown: true);
    }

    /// <summary>A package's start comes after that of those it imports.</summary>
    private void Start(GoPackage package, int depth)
    {
        if (package.HasStarted || depth > 200)
        {
            return;
        }

        package.HasStarted = true;
        foreach (var file in package.Files)
        {
            foreach (var (name, path) in package.ImportsOf(file))
            {
                if (program.ImportOrStartOrNull(path, isForItsStart: name == "_", _machine) is { } inner)
                {
                    Start(inner, depth + 1);
                }
            }
        }

        package.EvaluateVariables();
        foreach (var start in package.Starts)
        {
            _machine.Apart(start.Scope.Module, () => _machine.CallWithUnknowns(start));
        }
    }

    /// <summary>Functions that nothing seen so far calls. Where the program offered tools, what these define is not offered.</summary>
    private void CallTheRest(bool isUnknown)
    {
        registry.IsUnreached = isUnknown;
        registry.IsNotOffered = !isUnknown;
        foreach (var package in program.Loaded.Where(p => program.Eager.Contains(p.Folder)).ToList())
        {
            foreach (var (node, scope, receiver) in package.Functions.Where(f => !_machine.Called.Contains(f.Node) && Mentions.Sdk(f.Node)).Take(MostUncalled).ToList())
            {
                if (_machine.Called.Contains(node))
                {
                    continue;
                }

                var type = receiver is null ? null : runtime.Types.Pointee(runtime.Types.Read(receiver, scope));
                var function = new FunctionValue(node, scope) { This = type is null ? null : runtime.Types.Open(type) };
                _machine.Apart(scope.Module, () => _machine.CallWithUnknowns(Native.Of("rest", (_, _) => runtime.Calls.CallOpen(function))));
            }
        }

        registry.IsUnreached = false;
        registry.IsNotOffered = false;
    }
}
