using Catalog.Core.Crawls;

namespace Catalog.Crawler.Tests.Doubles;

/// <summary>A run with its items.</summary>
internal sealed record CrawlResult(CrawlRun Run, IReadOnlyList<CrawlItem> Items);
