namespace Catalog.Policy.Operators.Hosts;

/// <summary>Finds the host in a URL, refusing whatever two readers could take for two hosts.</summary>
internal static class UrlHost
{
    private static readonly string[] Schemes = ["http", "https", "ws", "wss"];

    /// <summary>The host of a value; null with the problem, which goes on from the path.</summary>
    internal static HostName? ParseOrNull(string value, out string? problem)
    {
        var separator = value.IndexOf("://", StringComparison.Ordinal);
        if (separator < 0 || !Schemes.Contains(value[..separator], StringComparer.OrdinalIgnoreCase))
        {
            problem = "must be a URL that begins with `http://`, `https://`, `ws://` or `wss://`";
            return null;
        }

        var authority = value[(separator + 3)..];
        var end = authority.IndexOfAny(['/', '?', '#']);
        authority = end < 0 ? authority : authority[..end];
        problem = ProblemOrNull(authority);
        if (problem is not null)
        {
            return null;
        }

        var (host, port) = SplitPort(authority);
        if (port is not null && (port.Length is 0 or > 5 || !port.All(char.IsAsciiDigit) || int.Parse(port) > 65_535))
        {
            problem = "must have a port from 0 to 65535 behind the colon, or none";
            return null;
        }

        return HostName.ParseOrNull(host, out problem);
    }

    private static string? ProblemOrNull(string authority) =>
        authority.Length == 0 ? "must have a host behind `://`"
        : authority.Contains('@', StringComparison.Ordinal) ? "must have no user information (`@`) before the host"
        : authority.Contains('\\', StringComparison.Ordinal) ? "must have no backslash in the host"
        : authority.Any(static c => char.IsControl(c) || char.IsWhiteSpace(c)) ? "must have no control characters and no white space in the host"
        : authority.Contains('%', StringComparison.Ordinal) && authority[0] != '[' ? "must have no `%` in the host: write its characters as they are"
        : null;

    private static (string Host, string? Port) SplitPort(string authority)
    {
        var colon = authority.IndexOf(':', authority[0] == '[' ? Math.Max(0, authority.IndexOf(']', StringComparison.Ordinal)) : 0);
        return colon < 0 ? (authority, null) : (authority[..colon], authority[(colon + 1)..]);
    }
}
