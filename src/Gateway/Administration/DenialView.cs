namespace Catalog.Gateway.Administration;

/// <summary>How often one rule kept one tool from being called.</summary>
/// <param name="Server">The server.</param>
/// <param name="What">The tool, else the method.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Count">How often.</param>
/// <param name="Last">When it last did.</param>
internal sealed record DenialView(string Server, string What, string Rule, int Count, DateTimeOffset Last);
