using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Catalog.Core.Registration;

/// <summary>Finds strategies (sources, extractors, signals, operators) so that adding one is adding one file.</summary>
public static class ImplementationScan
{
    /// <summary>Registers every concrete implementation of a port in an assembly as a singleton, in ordinal order of their names.</summary>
    /// <typeparam name="T">The port.</typeparam>
    /// <exception cref="InvalidOperationException">The assembly holds none.</exception>
    public static IServiceCollection AddImplementationsOf<T>(this IServiceCollection services, Assembly assembly)
        where T : class
    {
        foreach (var type in TypesOf<T>(assembly))
        {
            services.TryAddEnumerable(ServiceDescriptor.Singleton(typeof(T), type));
        }

        return services;
    }

    /// <summary>The concrete implementations of a port in an assembly, in ordinal order of their full names.</summary>
    /// <exception cref="InvalidOperationException">The assembly holds none.</exception>
    public static IReadOnlyList<Type> TypesOf<T>(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        var types = assembly.GetTypes()
            .Where(static t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(T)))
            .OrderBy(static t => t.FullName, StringComparer.Ordinal)
            .ToList();
        return types.Count > 0 ? types : throw new InvalidOperationException($"{assembly.GetName().Name} holds no {typeof(T).Name}");
    }
}
