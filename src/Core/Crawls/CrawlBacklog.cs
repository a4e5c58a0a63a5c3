namespace Catalog.Core.Crawls;

/// <summary>What a run still has to do.</summary>
/// <param name="Sources">Sources that are not listed to their end, waiting or leased.</param>
/// <param name="Waiting">Servers that wait, those whose lease lapsed among them.</param>
/// <param name="Elsewhere">Servers that other workers have leased.</param>
public sealed record CrawlBacklog(int Sources, int Waiting, int Elsewhere);
