namespace Catalog.Cli.Clients;

/// <summary>What a client is told of a gateway.</summary>
/// <param name="Name">The name under which the client lists it.</param>
/// <param name="Url">The gateway's endpoint.</param>
/// <param name="TokenVariable">The variable that holds the grant's token; null for none.</param>
/// <param name="TokenFile">The file that holds it, whole path; null for none. Only the bridge reads files.</param>
/// <param name="Program">This program, by which the bridge is started.</param>
internal sealed record ClientEntry(string Name, Uri Url, string? TokenVariable, string? TokenFile, string Program)
{
    /// <summary>The arguments of the bridge.</summary>
    public IReadOnlyList<string> BridgeArguments =>
    [
        "gateway", "stdio", "--url", Url.AbsoluteUri,
        .. TokenVariable is { } variable ? new[] { "--token-env", variable } : [],
        .. TokenFile is { } file ? new[] { "--token-file", file } : [],
    ];
}
