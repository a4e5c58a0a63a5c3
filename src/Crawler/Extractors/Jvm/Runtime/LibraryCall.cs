using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Jvm.Runtime;

/// <summary>One call on a value of a library.</summary>
/// <param name="Name">Without its parentheses; empty for the constructor or factory.</param>
/// <param name="Arguments">By position.</param>
/// <param name="Named">By name.</param>
/// <param name="Condition">Under which it was made; null where it always is.</param>
internal sealed record LibraryCall(string Name, IReadOnlyList<Value> Arguments, IReadOnlyDictionary<string, Value> Named, string? Condition);
