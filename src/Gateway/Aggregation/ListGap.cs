namespace Catalog.Gateway.Aggregation;

/// <summary>A server whose part of a list is not of now.</summary>
/// <param name="Server">Its name.</param>
/// <param name="Reason">One sentence.</param>
/// <param name="At">When its part was given; null where there is none.</param>
internal sealed record ListGap(string Server, string Reason, DateTimeOffset? At);
