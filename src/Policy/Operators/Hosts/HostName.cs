namespace Catalog.Policy.Operators.Hosts;

/// <summary>A host: an address, or a name in lower case without a final dot.</summary>
internal sealed record HostName
{
    /// <summary>The address; null for a name.</summary>
    internal NetworkAddress? Address { get; private init; }

    /// <summary>The name; empty for an address.</summary>
    internal string Name { get; private init; } = "";

    /// <summary>Reads a host as it stands in a URL, without port: a name, an IPv4 address in any notation, an IPv6 address in brackets (its zone is dropped).</summary>
    /// <param name="text">The host.</param>
    /// <param name="problem">Words that go on from the place (<c>must have …</c>); null exactly when the host was read.</param>
    internal static HostName? ParseOrNull(string text, out string? problem)
    {
        problem = null;
        if (text is ['[', .., ']'])
        {
            return ParseBracketedOrNull(text[1..^1], out problem);
        }

        if (text.Any(static c => !char.IsAscii(c)))
        {
            problem = "must have a host of ASCII characters: write an international name as `xn--…`";
            return null;
        }

        var name = text.ToLowerInvariant();
        name = name.EndsWith('.') ? name[..^1] : name;
        if (!name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') || name.Split('.').Any(static label => label.Length == 0))
        {
            problem = "must have a host of letters, digits, `-`, `_` and single dots";
            return null;
        }

        if (!NetworkAddressText.LooksLike4(name))
        {
            return new HostName { Name = name };
        }

        if (NetworkAddressText.Read4OrNull(name) is { } bits)
        {
            return new HostName { Address = NetworkAddress.Of4(bits) };
        }

        problem = "must have a host that is a name or a valid address: its last label is a number, but it is no IPv4 address";
        return null;
    }

    /// <summary>An IPv6 address without brackets; null where the text is none.</summary>
    internal static HostName? Parse6OrNull(string text) => NetworkAddressText.Read6OrNull(text) is { } bits ? new HostName { Address = NetworkAddress.Of6(bits) } : null;

    private static HostName? ParseBracketedOrNull(string inside, out string? problem)
    {
        var zone = inside.IndexOf('%', StringComparison.Ordinal);
        var isZone = zone < 0 || (zone < inside.Length - 1 && inside[(zone + 1)..].All(static c => char.IsAsciiLetterOrDigit(c) || c is '%' or '-' or '_' or '.' or '~'));
        var host = isZone ? Parse6OrNull(zone < 0 ? inside : inside[..zone]) : null;
        problem = host is null ? "must have a valid IPv6 address in its brackets" : null;
        return host;
    }
}
