namespace Catalog.Crawler.Tests.Web.Robots;

/// <summary>A file of rules, and what it means for paths.</summary>
public sealed record RobotsCase(string Note, IReadOnlyList<string> Robots, IReadOnlyList<string> Allowed, IReadOnlyList<string> Forbidden);
