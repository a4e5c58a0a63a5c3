using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Lanes;

/// <summary>Makes lanes: each has parts of its own, made by the same registration as a gateway of one upstream, and takes the rest from the host.</summary>
/// <param name="host">The host's parts.</param>
/// <param name="shared">The types of the host's parts that every lane uses as they are.</param>
internal sealed class LaneFactory(IServiceProvider host, IReadOnlyList<Type> shared)
{
    /// <summary>The types that lanes share, out of a host's registrations: everything of ours that is made once, and the clock.</summary>
    public static IReadOnlyList<Type> SharedOf(IServiceCollection services) =>
    [
        .. services
            .Where(static s => !s.IsKeyedService && s.Lifetime == ServiceLifetime.Singleton && !s.ServiceType.ContainsGenericParameters)
            .Select(static s => s.ServiceType)
            .Where(static type => type == typeof(TimeProvider) || (type.Namespace?.StartsWith("Catalog.", StringComparison.Ordinal) == true && type.Namespace != typeof(Lane).Namespace))
            .Distinct(),
    ];

    /// <summary>A text that is equal for equal options; of secrets in them it holds no more than a hash does.</summary>
    public static string FingerprintOf(GatewayOptions options) => Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(options)));

    /// <summary>A lane that is not started yet.</summary>
    public Lane Make(GatewayOptions options)
    {
        var services = new ServiceCollection();
        foreach (var type in shared)
        {
            // As instances: the lane's end must not end what others use.
            foreach (var part in host.GetServices(type))
            {
                services.AddSingleton(type, part!);
            }
        }

        services.AddSingleton(host.GetRequiredService<ILoggerFactory>());
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton(options);
        services.AddLane(options);
        return new Lane(options, FingerprintOf(options), services.BuildServiceProvider());
    }
}
