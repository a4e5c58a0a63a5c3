namespace Catalog.Api.Policies;

/// <summary>How to put the gateway in front of a server.</summary>
/// <param name="Command">The command line; words that a shell would read are quoted.</param>
/// <param name="IsComplete">False where the command that starts the server is not known and <c>COMMAND</c> stands for it.</param>
/// <param name="ClientConfiguration">An entry of a client's <c>mcpServers</c>.</param>
internal sealed record GatewaySetup(string Command, bool IsComplete, string ClientConfiguration);
