namespace Catalog.Api.Home;

/// <summary>Whether the catalog can be read.</summary>
/// <param name="Status"><c>ok</c>, or what is wrong.</param>
/// <param name="Servers">How many servers are stored; null where they cannot be counted.</param>
/// <param name="Tools">How many tools they offer.</param>
/// <param name="LastSeen">When a crawl last looked at any.</param>
internal sealed record HealthView(string Status, int? Servers, int? Tools, DateTimeOffset? LastSeen);
