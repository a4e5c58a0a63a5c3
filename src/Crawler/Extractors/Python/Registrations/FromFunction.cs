using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Python.Registrations;

/// <summary>What a tool made by <c>Tool.from_function(...)</c> keeps.</summary>
/// <param name="Function">The function.</param>
/// <param name="Named">What the call gave by name.</param>
internal sealed record FromFunction(Value Function, IReadOnlyDictionary<string, Value> Named);
