namespace Catalog.Cli.Clients;

/// <summary>The one line that adds an MCP server to a client.</summary>
/// <param name="Client">The client's name for people.</param>
/// <param name="Line">A shell command, or an address to open.</param>
internal sealed record ClientLine(string Client, string Line);
