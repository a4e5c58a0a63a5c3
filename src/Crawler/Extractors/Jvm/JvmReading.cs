using System.Text.RegularExpressions;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Jvm.Lowering;
using Catalog.Crawler.Extractors.Jvm.Registrations;
using Catalog.Crawler.Extractors.Jvm.Runtime;
using Catalog.Crawler.Extractors.Jvm.Sources;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Jvm;

/// <summary>Reads one server: first what its mains and its container run, then the methods with annotations, then, where nothing was found, what is only defined.</summary>
internal sealed partial class JvmReading(Machine machine, JvmHost host, JvmModules modules, ToolRegistry registry, bool isServer)
{
    private const int MostUncalled = 1_500;
    private static readonly string[] Observers = ["Observes", "Startup", "PostConstruct", "EventListener", "Initialized", "ObservesAsync"];

    public void Read()
    {
        RunMains();
        RunBeans();
        RunPlugin();
        machine.RunLater();
        ReadAnnotated();
        if (isServer && registry.Count == 0)
        {
            new ToolClasses(machine, host, modules, registry).Offer();
        }

        if (isServer)
        {
            // Beside tools that are offered, what nothing calls is not.
            registry.IsNotOffered = registry.Count > 0;
            registry.IsUnreached = registry.Count == 0;
            CallTheRest();
            registry.IsUnreached = registry.IsNotOffered = false;
        }
    }

    private void RunMains()
    {
        foreach (var module in modules.All.ToList())
        {
            foreach (var main in module.Functions.GetValueOrDefault("main()") ?? [])
            {
                machine.CallWithUnknowns(ClassNames.Function(main, module.Evaluated.Scope));
            }

            // A server of Ktor's is started by a configuration file that names functions on its application.
            foreach (var function in module.Functions.Values.SelectMany(static f => f).Where(f => Types.NameOf(f[0][6]) == "Application" && !machine.Called.Contains(f[0])).ToList())
            {
                machine.CallWithUnknowns(new FunctionValue(function[0], module.Evaluated.Scope) { This = new ReceiverValue(UnknownValue.Plain, ConstantValue.Undefined) });
            }
        }

        foreach (var type in host.Container.Classes(machine))
        {
            if (type.Node[1].Children.FirstOrDefault(static c => c is { Kind: FactKind.Method, Text: "main()" } && c.Has(FactFlags.Static)) is { } main)
            {
                machine.CallWithUnknowns(new FunctionValue(main[0], type.Scope) { This = type, Home = type });
            }
        }
    }

    /// <summary>Classes that the manifests of a plugin name: the program around it makes them and calls what they offer.</summary>
    private void RunPlugin()
    {
        var named = modules.Resources.Where(static r => r.Contains("/META-INF/", StringComparison.Ordinal) && r.EndsWith(".xml", StringComparison.Ordinal)).Take(40)
            .SelectMany(r => PluginClass().Matches(modules.ResourceOrNull(r[(r.IndexOf("/META-INF/", StringComparison.Ordinal) + 1)..]) ?? "").Select(static m => m.Groups["name"].Value)).ToHashSet(StringComparer.Ordinal);
        foreach (var type in host.Container.Classes(machine).Where(c => named.Contains($"{host.ModuleOf(c).Package}.{c.Name}") && BeanContainer.IsConcrete(c)).ToList())
        {
            var self = host.Container.Bean(machine, type);
            registry.Making(machine, type);
            foreach (var method in type.Node[1].Children.Where(static m => m.Kind == FactKind.Method && m.Text!.EndsWith("()", StringComparison.Ordinal)))
            {
                host.Container.Call(machine, new FunctionValue(method[0], type.Scope) { This = self, Home = type }, self);
            }
        }
    }

    [GeneratedRegex(@"(?:implementation|serviceImplementation|implementationClass)\s*=\s*[""'](?<name>[\w.$]{1,300})[""']", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex PluginClass();

    /// <summary>Methods that make beans and methods that a start calls, of every class that a container makes.</summary>
    private void RunBeans()
    {
        foreach (var type in host.Container.Classes(machine).Where(BeanContainer.IsConcrete).ToList())
        {
            var reader = new AnnotationReader(machine, host, type);
            foreach (var method in type.Node[1].Children.Where(static m => m.Kind == FactKind.Method && m.Text!.EndsWith("()", StringComparison.Ordinal)))
            {
                var makes = reader.FindOrNull(method[0][4], "Bean", "Produces", "Singleton") is not null;
                var starts = reader.FindOrNull(method[0][4], Observers) is not null || method[0][0].Children.Any(p => reader.FindOrNull(p[3], Observers) is not null);
                if (makes || starts)
                {
                    var condition = Scope.Join(Conditions.OrNull(type.Node[2], reader), Conditions.OrNull(method[0][4], reader));
                    machine.Under(condition, () => RunBean(type, method));
                }
            }
        }
    }

    private bool RunBean(ClassValue type, FactNode method)
    {
        var self = method.Has(FactFlags.Static) ? type : host.Container.Bean(machine, type);
        var made = host.Container.Call(machine, new FunctionValue(method[0], type.Scope) { This = self, Home = type }, self);
        if (isServer)
        {
            registry.OfferAll(machine, [made]);
        }

        // A runner is a function that the container calls.
        machine.Later(made);
        return true;
    }

    private void ReadAnnotated()
    {
        var tools = new AnnotatedTools(machine, host);
        foreach (var type in host.Container.Classes(machine).Where(BeanContainer.IsConcrete).ToList())
        {
            foreach (var (dialect, tool) in tools.Of(type))
            {
                if (!isServer)
                {
                    registry.Offer(machine, tool with { IsNotOffered = true });
                }
                else if (!dialect.NeedsProvider)
                {
                    registry.Offer(machine, tool);
                }
                else if (registry.Provided.Keys.FirstOrDefault(p => p == type || host.Members.Ancestors(machine, p).Contains(type)) is { } provided)
                {
                    registry.Offer(machine, tool with { Condition = Scope.Join(registry.Provided[provided], tool.Condition) });
                }
                else if (registry.ProvidedUnknown)
                {
                    registry.IsUnreached = true;
                    registry.Offer(machine, tool);
                    registry.IsUnreached = false;
                }
                else
                {
                    registry.Offer(machine, tool with { IsNotOffered = true });
                }
            }
        }
    }

    /// <summary>What nothing seen so far calls; what it registers is not known to be reached.</summary>
    private void CallTheRest()
    {
        var left = MostUncalled;
        foreach (var module in modules.All.Where(static m => m.File.IsMarked).ToList())
        {
            foreach (var function in module.Functions.Values.SelectMany(static f => f).Where(f => !machine.Called.Contains(f[0])))
            {
                if (left-- > 0)
                {
                    machine.CallWithUnknowns(ClassNames.Function(function, module.Evaluated.Scope));
                }
            }
        }

        foreach (var type in host.Container.Classes(machine).Where(c => BeanContainer.IsConcrete(c) && modules.Of(c.Scope.Module).File.IsMarked).ToList())
        {
            foreach (var method in type.Node[1].Children.Where(m => m.Kind == FactKind.Method && m.Text != "constructor" && !machine.Called.Contains(m[0])))
            {
                if (left-- > 0)
                {
                    var self = method.Has(FactFlags.Static) ? type : host.Container.Bean(machine, type);
                    registry.OfferAll(machine, [host.Container.Call(machine, new FunctionValue(method[0], type.Scope) { This = self, Home = type }, self)]);
                }
            }
        }

        machine.RunLater();
    }
}
