using System.Globalization;
using Catalog.Core.Counters;

namespace Catalog.Storage.Redis;

/// <summary>The names of totals on the server.</summary>
internal static class RedisKeys
{
    /// <summary>Each part with its length, so that no two totals share a name whatever their parts hold; all under one hash tag, so that a cluster keeps them together and one script may draw on several.</summary>
    public static string Of(CounterKey key) => string.Create(
        CultureInfo.InvariantCulture,
        $"{{catalog}}:total:{key.Server.Length}:{key.Server}:{Of(key.Scope)}:{key.ScopeId.Length}:{key.ScopeId}:{Of(key.Window)}:{key.Counter}");

    public static string Of(CounterWindow window) => window switch
    {
        CounterWindow.Second => nameof(CounterWindow.Second),
        CounterWindow.Minute => nameof(CounterWindow.Minute),
        CounterWindow.Hour => nameof(CounterWindow.Hour),
        CounterWindow.Day => nameof(CounterWindow.Day),
        CounterWindow.Week => nameof(CounterWindow.Week),
        CounterWindow.Month => nameof(CounterWindow.Month),
        _ => throw new ArgumentOutOfRangeException(nameof(window)),
    };

    private static string Of(CounterScope scope) => scope switch
    {
        CounterScope.Grant => nameof(CounterScope.Grant),
        CounterScope.Server => nameof(CounterScope.Server),
        CounterScope.Session => nameof(CounterScope.Session),
        _ => throw new ArgumentOutOfRangeException(nameof(scope)),
    };
}
