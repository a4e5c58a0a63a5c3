using System.Globalization;

namespace Catalog.Storage.Redis;

/// <summary>
/// Which total of a key it was that a draw was made on: by the name that the server keeps with it, which ends where the total is flushed, evicted or
/// begins a window; and by the connection, for a server that takes another's place may have missed the last draws on it.
/// </summary>
internal static class RedisGeneration
{
    /// <param name="connection">The number of the connection on which the draw was made.</param>
    /// <param name="name">The name that the server keeps with the total.</param>
    public static string Of(long connection, string name) => string.Create(CultureInfo.InvariantCulture, $"{connection}.{name}");

    /// <summary>The name of a total; null where the draw was made on another connection, or it is not known on which.</summary>
    public static string? NameOrNull(string? generation, long connection)
    {
        var dot = generation?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        return dot > 0 && long.TryParse(generation.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number == connection ? generation![(dot + 1)..] : null;
    }
}
