namespace Catalog.Policy.Operators.Hosts;

/// <summary>A host of a rule: one host, or with <c>*.</c> all sub-domains of one.</summary>
internal sealed record HostOperand
{
    private HostName Host { get; init; } = null!;

    private bool SubDomains { get; init; }

    internal static (HostOperand? Read, string? Problem) Parse(string text)
    {
        var subDomains = text.StartsWith("*.", StringComparison.Ordinal);
        var rest = subDomains ? text[2..] : text;
        var problem = (string?)null;
        var host = rest.Contains('%', StringComparison.Ordinal) ? null : HostName.Parse6OrNull(rest) ?? HostName.ParseOrNull(rest, out problem);
        return host is null || (subDomains && host.Address is not null)
            ? (null, $"`{text}` is not a host: write a name (`example.com`), an address, or `*.example.com` for all sub-domains, without scheme, port and path{(problem is null ? "" : $"; it {problem}")}")
            : (new HostOperand { Host = host, SubDomains = subDomains }, null);
    }

    internal bool Matches(HostName host) => SubDomains
        ? host.Name.Length > Host.Name.Length && host.Name.EndsWith("." + Host.Name, StringComparison.Ordinal)
        : host == Host;
}
