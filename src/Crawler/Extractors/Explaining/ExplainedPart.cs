namespace Catalog.Crawler.Extractors.Explaining;

/// <summary>One step of an explanation.</summary>
/// <param name="Part">What it is about: <c>registration</c>, <c>entry point</c>, <c>reached by</c>, <c>call</c>, <c>name</c>, <c>description</c>, <c>parameter x</c>, <c>not constant</c>, <c>exposure</c>, or for files <c>verdict</c>.</param>
/// <param name="Says">What was seen, a clause.</param>
/// <param name="At">Where, <c>file:line</c> inside the snapshot; null where it has no place.</param>
public sealed record ExplainedPart(string Part, string Says, string? At = null);
