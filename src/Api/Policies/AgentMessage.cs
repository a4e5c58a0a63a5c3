namespace Catalog.Api.Policies;

/// <summary>What an agent sees in one case.</summary>
/// <param name="When">The case, a phrase.</param>
/// <param name="Text">The text of the tool result, exactly; null where the server's own answer comes back.</param>
internal sealed record AgentMessage(string When, string? Text);
